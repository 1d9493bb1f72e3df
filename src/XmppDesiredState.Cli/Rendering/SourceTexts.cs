using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The texts of the files that were read, by line.</summary>
internal sealed class SourceTexts(ImmutableSortedDictionary<string, string> texts)
{
    public static readonly SourceTexts None = new(ImmutableSortedDictionary<string, string>.Empty);

    private readonly Dictionary<string, string[]> lines = [];

    /// <summary>Null when the file was refused or has no such line: then nothing of it is shown.</summary>
    public string? Line(string file, int number)
    {
        if (!lines.TryGetValue(file, out var found))
        {
            found = texts.TryGetValue(file, out var text) ? text.Split('\n') : [];
            lines[file] = found;
        }

        return number >= 1 && number <= found.Length ? found[number - 1].TrimEnd('\r') : null;
    }
}
