namespace XmppDesiredState.Yaml;

/// <param name="text">Content, with escapes and folding undone.</param>
/// <param name="isPlain">Written without quotes or block indicator, so <c>true</c> is a flag and <c>5</c> a number.</param>
public sealed class YamlScalar(string text, bool isPlain, string file, int line, int column, int endLine, int endColumn)
    : YamlNode(file, line, column, endLine, endColumn)
{
    public string Text => text;

    public bool IsPlain => isPlain;
}
