using System.Text;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Json;

/// <summary>One document being read: its bytes and what was found wrong so far. All findings are collected, up to a bound.</summary>
internal sealed class JsonReading(ReadOnlyMemory<byte> utf8, string file)
{
    private const int MaximumFindings = 20;
    private readonly List<JsonFinding> findings = [];

    public ReadOnlyMemory<byte> Utf8 => utf8;

    public IReadOnlyList<JsonFinding> Findings => findings;

    public bool IsSound => findings.Count == 0;

    public void Report(JsonNode at, string message) => Report(JsonFindingKind.Content, at.Offset, message);

    public void Report(JsonFindingKind kind, int offset, string message)
    {
        if (findings.Count < MaximumFindings) findings.Add(new JsonFinding(kind, offset, message));
    }

    /// <summary>Line and column of a byte.</summary>
    public SourceSpan At(int offset)
    {
        var before = utf8.Span[..Math.Clamp(offset, 0, utf8.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new SourceSpan(file, line, column, line, column + 1);
    }
}
