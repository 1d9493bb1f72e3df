using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>An item in plain sentences, a line each, for forms that have a text field and nothing else. Still to be escaped by the form.</summary>
internal static class ReportText
{
    /// <summary>Lines of before and after; more are in the JSON.</summary>
    private const int MostRows = 20;

    /// <summary>"partner/fabrikam.com: update"; of a finding its sentence alone.</summary>
    public static string Title(ReportItem item) => item.Class is "error" or "warning" or "note" ? item.Title : $"{item.Address}: {item.Title}";

    public static string Of(ReportItem item)
    {
        var text = new StringBuilder(OneLine(Title(item)));
        if (!item.Risks.IsEmpty) text.Append($" ({OneLine(string.Join(", ", item.Risks))})");
        foreach (var row in item.Rows.Take(MostRows)) text.Append($"\n{row.Sign} {OneLine(row.Name)}: {OneLine(row.Value)}{(row.Note is null ? "" : $" ({OneLine(row.Note)})")}");
        if (item.Rows.Length > MostRows) text.Append($"\n{Words.Count(item.Rows.Length - MostRows, "more attribute")}.");
        foreach (var note in item.Notes.Take(MostRows)) text.Append('\n').Append(OneLine(note));
        if (item.Fix is { } fix) text.Append("\nFix: ").Append(OneLine(fix));
        if (item.Code is { } code) text.Append($" [{code}]");
        return text.ToString();
    }

    // Only what stands here breaks lines: what came from elsewhere shows its line breaks instead.
    private static string OneLine(string text) => Printable.Of(text);
}
