namespace XmppDesiredState.Cli.Rendering;

/// <summary>Forms of a result. The words of <c>--format</c> are these in lower case; which ones a command has, it says itself.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Markdown,
    Html,
    Sarif,
    JUnit,
    GitHub,
    Prometheus,
    Csv,
}
