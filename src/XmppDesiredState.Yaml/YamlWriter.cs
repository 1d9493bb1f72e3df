using System.Text;
using XmppDesiredState.Values;

namespace XmppDesiredState.Yaml;

/// <summary>Writes a file in the style of <see cref="YamlFormatter"/>: block maps and lists, two blanks per level, LF. Order and comments are the caller's.</summary>
public sealed class YamlWriter
{
    // Longer flow lists are hard to review line by line.
    private const int FlowWidth = 100;

    private readonly StringBuilder text = new();
    private int indent;

    // Set between a dash and what stands on its line.
    private bool isOnDash;

    /// <summary>A comment, of one line or several.</summary>
    public YamlWriter Comment(string comment)
    {
        foreach (var line in comment.AsSpan().EnumerateLines())
        {
            Begin();
            text.Append(line.IsEmpty ? "#" : "# ").Append(line.TrimEnd()).Append('\n');
        }

        return this;
    }

    /// <summary>An empty line between sections.</summary>
    public YamlWriter Blank()
    {
        text.Append('\n');
        return this;
    }

    /// <summary><c>key: text</c>; quoted where a reader might take it for something else.</summary>
    public YamlWriter Entry(string key, string content) => Entry(key, new Value.Text(content));

    /// <summary>A key with any value: scalars, empty values and short lists of scalars on the line, the rest below it.</summary>
    public YamlWriter Entry(string key, Value value)
    {
        if (InFlow(value) is { } flow) Begin(key).Append(' ').Append(flow).Append('\n');
        else Nested(key, () => Content(value));
        return this;
    }

    /// <summary>A key with a map that <paramref name="entries"/> writes, at least one entry.</summary>
    public YamlWriter Map(string key, Action<YamlWriter> entries) => Nested(key, () => entries(this));

    /// <summary>A key with a list that <paramref name="items"/> writes, at least one item.</summary>
    public YamlWriter List(string key, Action<YamlWriter> items) => Nested(key, () => items(this));

    /// <summary>An item of a list.</summary>
    public YamlWriter Item(Value value)
    {
        if (InFlow(value) is { } flow)
        {
            Begin();
            text.Append("- ").Append(flow).Append('\n');
            return this;
        }

        return Item(_ => Content(value));
    }

    /// <summary>An item of a list that is a map; its first entry shares the line with the dash.</summary>
    public YamlWriter Item(Action<YamlWriter> entries)
    {
        Begin();
        text.Append("- ");
        indent += 2;
        isOnDash = true;
        entries(this);
        isOnDash = false;
        indent -= 2;
        return this;
    }

    public override string ToString() => text.ToString();

    private YamlWriter Nested(string key, Action content)
    {
        Begin(key).Append('\n');
        indent += 2;
        content();
        indent -= 2;
        return this;
    }

    private void Content(Value value)
    {
        if (value is Value.Map map)
        {
            foreach (var (key, entry) in map.Items) Entry(key, entry);
        }
        else if (value is Value.List list)
        {
            foreach (var item in list.Items) Item(item);
        }
    }

    private StringBuilder Begin(string key)
    {
        Begin();
        return text.Append(YamlText.Quote(key)).Append(':');
    }

    private void Begin()
    {
        if (!isOnDash) text.Append(' ', indent);
        isOnDash = false;
    }

    private static string? InFlow(Value value)
    {
        var isFlow = value switch
        {
            Value.Map map => map.Items.IsEmpty,
            Value.List list => list.Items.All(item => item is not (Value.Map or Value.List)),
            _ => true,
        };
        var flow = isFlow ? YamlText.Flow(value) : null;
        return flow?.Length > FlowWidth && value is Value.List ? null : flow;
    }
}
