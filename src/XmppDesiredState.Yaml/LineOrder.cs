using System.Collections.Immutable;

namespace XmppDesiredState.Yaml;

/// <summary>Puts the lines of a file in order. A comment goes with the entry below it, or, indented deeper than that, with the one above.</summary>
internal sealed class LineOrder(YamlLines lines, Func<ImmutableArray<string>, ImmutableArray<string>> keysAt)
{
    public string Write(YamlNode root)
    {
        var last = Math.Min(lines.Last(root, root.Line), lines.Count);
        var end = lines.Count;
        var epilogue = last + 1;
        while (epilogue <= end && !lines[epilogue].StartsWith("...", StringComparison.Ordinal)) epilogue++;
        var body = Header();
        var written = Verbatim(1, body - 1);
        var sections = root is YamlMapping { IsFlow: false, Entries.Length: > 0 } mapping && mapping.Line >= body
            ? Sections(mapping, body, epilogue - 1, written.Count > 0)
            : Block(root, body, epilogue - 1, []);
        written.AddRange(sections);
        written.AddRange(Verbatim(epilogue, end));
        var text = string.Join('\n', written).Trim('\n');
        return text.Length == 0 ? "" : text + "\n";
    }

    // The comments in the first lines, and all up to a document marker, are about the file and stay.
    private int Header()
    {
        var body = 1;
        while (body <= lines.Count && (lines.IsBlank(body) || IsComment(body))) body++;
        if (body <= lines.Count && lines[body].StartsWith("---", StringComparison.Ordinal)) return body + (lines[body].Split(" #")[0] == "---" ? 1 : 0);
        body = 1;
        while (body <= lines.Count && lines.IsBlank(body)) body++;
        while (body <= lines.Count && IsComment(body)) body++;
        return body;
    }

    private bool IsComment(int line) => lines[line].AsSpan().TrimStart(" \t").StartsWith("#");

    private List<string> Sections(YamlMapping root, int from, int to, bool hasHeader)
    {
        var (entries, footer) = Entries(root, from, to, []);
        var written = new List<string>();
        var previous = default(Entry);
        foreach (var entry in entries)
        {
            var isApart = previous is null ? hasHeader && (entry.Lead.Count > 0 || lines.IsBlank(from))
                : entry.HasSpace || entry.Body.Count > 1 || previous.Body.Count > 1;
            if (isApart) written.Add("");
            written.AddRange(entry.Lead);
            written.AddRange(entry.Body);
            previous = entry;
        }

        if (footer <= to && lines.IsBlank(footer)) written.Add("");
        written.AddRange(Verbatim(footer, to).SkipWhile(line => line.Length == 0));
        return written;
    }

    private List<string> Block(YamlNode node, int from, int to, ImmutableArray<string> path) => node switch
    {
        YamlMapping { IsFlow: false, Entries.Length: > 0 } mapping => Mapping(mapping, from, to, path),
        YamlSequence { IsFlow: false } sequence => Sequence(sequence, from, to, path.Add("[]")),
        _ => Verbatim(from, to),
    };

    private List<string> Mapping(YamlMapping mapping, int from, int to, ImmutableArray<string> path)
    {
        var (entries, footer) = Entries(mapping, from, to, path);
        var written = new List<string>();
        foreach (var entry in entries)
        {
            if (entry.HasSpace && entry != entries[0]) written.Add("");
            written.AddRange(entry.Lead);
            written.AddRange(entry.Body);
        }

        written.AddRange(Verbatim(footer, to));
        return written;
    }

    private List<string> Sequence(YamlSequence sequence, int from, int to, ImmutableArray<string> path)
    {
        var written = new List<string>();
        for (var index = 0; index < sequence.Items.Length; index++)
        {
            var item = sequence.Items[index];
            var dash = from;
            while (dash < to && (lines.IsBlank(dash) || IsComment(dash))) dash++;
            var next = index + 1 < sequence.Items.Length ? Boundary(lines.Last(item, dash) + 1, to, sequence.Column) : to + 1;
            var isOnDash = item.Line == dash;
            written.AddRange(Verbatim(from, isOnDash ? dash - 1 : dash));
            written.AddRange(Block(item, isOnDash ? dash : dash + 1, next - 1, path));
            from = next;
        }

        return written;
    }

    // The entries in order with their lines, and the line where comments about the map's end begin.
    private (List<Entry> Entries, int Footer) Entries(YamlMapping mapping, int from, int to, ImmutableArray<string> path)
    {
        var entries = new List<Entry>(mapping.Entries.Length);
        var order = keysAt(path);
        var prefix = lines[mapping.Line][..(mapping.Column - 1)];
        for (var index = 0; index < mapping.Entries.Length; index++)
        {
            var (key, value) = mapping.Entries[index];
            var next = Boundary(lines.Last(value, key.Line) + 1, to, mapping.Column);
            entries.Add(Read(key, value, from, next - 1, path.Add(key.Text)) with { Rank = order.IndexOf(key.Text) is >= 0 and var rank ? rank : int.MaxValue });
            from = next;
        }

        var isOrdered = mapping.Entries.All(entry => entry.Key.Column == mapping.Column);
        var sorted = isOrdered ? entries.OrderBy(entry => entry.Rank).ToList() : entries;
        if (sorted[0] != entries[0] && !string.IsNullOrWhiteSpace(prefix)) MovePrefix(prefix, entries[0], sorted[0]);
        return (sorted, from);
    }

    private Entry Read(YamlScalar key, YamlNode value, int from, int to, ImmutableArray<string> path)
    {
        var start = from;
        while (start < key.Line && lines.IsBlank(start)) start++;
        var isOnKey = value.Line == key.Line || value is YamlScalar or YamlMapping { IsFlow: true } or YamlSequence { IsFlow: true };
        List<string> body = isOnKey ? Verbatim(key.Line, to) : [lines[key.Line], .. Block(value, key.Line + 1, to, path)];
        var lead = Verbatim(start, key.Line - 1);
        // Below another entry, a comment indented deeper than the key would go with that one.
        Indent(lead, new string(' ', key.Column - 1), deeperThan: key.Column - 1);
        return new Entry(lead, body, HasSpace: start > from);
    }

    private static void Indent(List<string> comments, string indent, int deeperThan)
    {
        for (var line = 0; line < comments.Count; line++)
        {
            var content = comments[line].TrimStart(' ', '\t');
            if (content.Length > 0 && comments[line].Length - content.Length > deeperThan) comments[line] = indent + content;
        }
    }

    // The dash stands before whatever entry comes first; that entry's comments then stand before the dash.
    private static void MovePrefix(string prefix, Entry from, Entry to)
    {
        from.Body[0] = new string(' ', prefix.Length) + from.Body[0][prefix.Length..];
        to.Body[0] = prefix + to.Body[0][prefix.Length..];
        var indent = prefix.Length - prefix.TrimStart().Length;
        Indent(to.Lead, prefix[..indent], deeperThan: indent);
    }

    // Where the next entry of a block at this column begins, with the blank lines and comments that belong to it.
    private int Boundary(int from, int to, int column)
    {
        var line = from;
        while (line <= to && (lines.IsBlank(line) || lines.Indent(line) > column)) line++;
        while (line > from && lines.IsBlank(line - 1)) line--;
        return line;
    }

    // Blank lines in a row become one.
    private List<string> Verbatim(int from, int to)
    {
        var written = new List<string>();
        for (var line = from; line <= to; line++)
        {
            if (!lines.IsBlank(line) || (line > from && !lines.IsBlank(line - 1))) written.Add(lines[line]);
        }

        return written;
    }

    private sealed record Entry(List<string> Lead, List<string> Body, bool HasSpace)
    {
        public int Rank { get; init; }
    }
}
