namespace XmppDesiredState.Cli.Rendering;

/// <summary>Forms of a result.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Markdown,
}
