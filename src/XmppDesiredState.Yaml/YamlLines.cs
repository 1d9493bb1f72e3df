namespace XmppDesiredState.Yaml;

/// <summary>A file as lines that can be moved, counted from 1 as positions are.</summary>
internal sealed class YamlLines
{
    private readonly string[] lines;
    private readonly bool[] isContent;

    public YamlLines(string text)
    {
        Joined = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        lines = Joined.Split('\n');
        isContent = new bool[lines.Length];
    }

    /// <summary>The text with LF alone.</summary>
    public string Joined { get; }

    public int Count => lines.Length;

    /// <summary>A line without blanks at its end, unless they belong to a text of several lines.</summary>
    public string this[int line] => isContent[line - 1] ? lines[line - 1] : lines[line - 1].TrimEnd(' ', '\t');

    public bool IsBlank(int line) => !isContent[line - 1] && string.IsNullOrWhiteSpace(lines[line - 1]);

    /// <summary>Column of the first character that is no blank.</summary>
    public int Indent(int line) => lines[line - 1].Length - lines[line - 1].AsSpan().TrimStart(" \t").Length + 1;

    /// <summary>The last line that belongs to a node; what follows are comments and blank lines. Marks lines that are content on the way.</summary>
    public int Last(YamlNode node, int at) => node switch
    {
        YamlMapping { IsFlow: false, Entries: [.., var last] } mapping => mapping.Entries.Aggregate(last.Key.Line, (end, entry) => Math.Max(end, Last(entry.Value, entry.Key.Line))),
        YamlSequence { IsFlow: false, Items.Length: > 0 } sequence => sequence.Items.Aggregate(sequence.Line, (end, item) => Math.Max(end, Last(item, item.Line))),
        YamlMapping mapping => Flow(mapping, mapping.Entries.SelectMany(entry => new[] { entry.Key, entry.Value })),
        YamlSequence sequence => Flow(sequence, sequence.Items),
        YamlScalar scalar => Scalar(scalar, at),
        _ => at,
    };

    private int Flow(YamlNode node, IEnumerable<YamlNode> inside)
    {
        foreach (var child in inside) Last(child, child.Line);
        return node.EndLine;
    }

    private int Scalar(YamlScalar scalar, int at)
    {
        // Nothing stands nowhere: the parser places it where the next thing begins.
        if (scalar is { IsPlain: true, Text: "" }) return at;
        if (scalar.Line == scalar.EndLine) return scalar.Line;
        var first = lines[scalar.Line - 1].AsSpan(scalar.Column - 1);
        var isBlock = !scalar.IsPlain && first[0] is '|' or '>';
        var last = scalar.EndLine;
        if (isBlock)
        {
            // A block ends where the next line begins.
            if (scalar.EndColumn == 1) last--;
            var header = first.IndexOf(" #") is >= 0 and var comment ? first[..comment] : first;
            while (!header.Contains('+') && last > scalar.Line && string.IsNullOrWhiteSpace(lines[last - 1])) last--;
        }

        for (var line = isBlock ? scalar.Line + 1 : scalar.Line; line < (isBlock ? last + 1 : last); line++) isContent[line - 1] = true;
        return last;
    }
}
