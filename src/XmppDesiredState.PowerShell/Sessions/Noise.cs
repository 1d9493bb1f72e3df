using System.Text;
using XmppDesiredState.Programs;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>The first lines that were printed beside answers: banners, profiles, <c>Write-Host</c>.</summary>
internal sealed class Noise
{
    private const int MostLines = 20, LongestLine = 300;

    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public void Add(ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            if (lines.Count == MostLines) return;
            var clean = ProgramText.Clean(Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestLine)]));
            if (clean.Length > 0) lines.Add(clean);
        }
    }

    /// <summary>Fit to be shown, on one line; empty when nothing was printed.</summary>
    public override string ToString()
    {
        lock (gate) return string.Join(" / ", lines);
    }
}
