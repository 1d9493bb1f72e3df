namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Levels as words, which name classes of the style too, and as the mark in front of an item.</summary>
internal static class Levels
{
    public static string Word(ReportLevel level) => level switch
    {
        ReportLevel.Error => "error",
        ReportLevel.Warning => "warning",
        ReportLevel.Note => "note",
        _ => "plain",
    };

    /// <summary>A shape of its own for each level, a tick for what asks for nothing, and its word for who does not see it.</summary>
    public static void WriteMark(HtmlWriter html, ReportLevel level)
    {
        var sign = level switch
        {
            ReportLevel.Error => "✕",
            ReportLevel.Warning => "!",
            ReportLevel.Note => "i",
            _ => "✓",
        };
        html.Add($"<span class=\"mark {Word(level)}\" aria-hidden=\"true\">{sign}</span>");
        if (level != ReportLevel.None) html.Add($"<span class=\"aside\">{Word(level)}: </span>");
    }
}
