using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The audit trail for spreadsheets, by RFC 4180: a head, commas, quotes where they are needed, lines that end with CR and LF.</summary>
internal static class RunsCsv
{
    private static readonly string[] Particulars = ["step", "operation", "address", "member", "result", "code", "summary", "outcome"];

    public static string List(ImmutableArray<RunRecord> runs) => Table(["id", "started", "actor", "command", "commit", "pull_request", "reason", "result", "outcome", "run_url"],
        runs.Select(run => (string?[])[run.Id, Time(run.Started), run.Actor, run.Command, run.Commit, run.PullRequest, run.Reason, run.Result, run.Outcome, run.Url]));

    /// <summary>Events with what most of them have; JSON has the rest.</summary>
    public static string One(ImmutableArray<RunEvent> events) => Table(["at", "type", .. Particulars],
        events.Select(entry => (string?[])[Time(entry.At), entry.Type, .. Particulars.Select(name => entry.Particulars.GetValueOrDefault(name) is { } value and not Value.Cleared ? ValueText.Of(value) : null)]));

    private static string Table(string[] head, IEnumerable<string?[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(head)) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    // A cell that begins like a formula is one for a spreadsheet, and actors, commits and reasons are other people's words:
    // owasp.org/www-community/attacks/CSV_Injection.
    private static string Cell(string? content)
    {
        var text = content ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
