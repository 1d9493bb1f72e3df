using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml;

/// <summary>A node that knows its place. Positions are kept as numbers: a large file has a hundred thousand of them and few are ever shown.</summary>
public abstract class YamlNode(string file, int line, int column, int endLine, int endColumn)
{
    public SourceSpan Span => new(file, line, column, endLine, endColumn);

    /// <summary>The path that spans use.</summary>
    public string File => file;

    public int Line => line;

    public int Column => column;

    public int EndLine => endLine;

    public int EndColumn => endColumn;
}
