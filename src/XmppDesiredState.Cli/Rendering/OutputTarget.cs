namespace XmppDesiredState.Cli.Rendering;

/// <summary>One <c>--format</c>. <paramref name="File"/> is null for standard output.</summary>
internal sealed record OutputTarget(OutputFormat Format, string? File)
{
    /// <summary>Reads <c>FORMAT</c> or <c>FORMAT=FILE</c>; null when it is neither.</summary>
    public static OutputTarget? Parse(string written)
    {
        var parts = written.Split('=', 2);
        OutputFormat? format = Enum.GetValues<OutputFormat>().Where(known => WordOf(known) == parts[0]).Select(known => (OutputFormat?)known).FirstOrDefault();
        if (format is null || parts is [_, ""]) return null;
        return new OutputTarget(format.Value, parts.Length == 2 ? parts[1] : null);
    }

    /// <summary>The word of <c>--format</c>.</summary>
    public static string WordOf(OutputFormat format) => format.ToString().ToLowerInvariant();
}
