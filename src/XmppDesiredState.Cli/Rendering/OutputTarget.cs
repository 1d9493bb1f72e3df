namespace XmppDesiredState.Cli.Rendering;

/// <summary>One <c>--format</c>. <paramref name="File"/> is null for standard output.</summary>
internal sealed record OutputTarget(OutputFormat Format, string? File)
{
    /// <summary>Reads <c>FORMAT</c> or <c>FORMAT=FILE</c>; null when it is neither.</summary>
    public static OutputTarget? Parse(string written)
    {
        var parts = written.Split('=', 2);
        OutputFormat? format = parts[0] switch { "text" => OutputFormat.Text, "json" => OutputFormat.Json, "markdown" => OutputFormat.Markdown, _ => null };
        if (format is null || parts is [_, ""]) return null;
        return new OutputTarget(format.Value, parts.Length == 2 ? parts[1] : null);
    }
}
