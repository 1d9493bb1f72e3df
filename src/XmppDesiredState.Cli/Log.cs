using System.Diagnostics;
using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli;

/// <summary>Lines on standard error, as many as <c>--log-level</c> asks for, in the form of <c>--log-format</c>. Safe to call from several threads.</summary>
/// <param name="records">Null: lines are text.</param>
internal sealed class Log(TextWriter error, LogLevel level, LogRecords? records)
{
    private const int Longest = 2000;
    private readonly Lock gate = new();

    public bool IsJson => records is not null;

    /// <summary>What records tell of the run, once it is known.</summary>
    public LogRecords? Records => records;

    public bool Shows(LogLevel wanted) => wanted <= level;

    public void Write(LogLevel wanted, string line) => Write(wanted, [line]);

    /// <summary>Several lines at once.</summary>
    public void Write(LogLevel wanted, IReadOnlyCollection<string> lines)
    {
        if (!Shows(wanted) || lines.Count == 0) return;
        var text = new StringBuilder();
        foreach (var line in lines.Select(line => Printable.Short(line, Longest)))
        {
            if (records is null) text.AppendLine(line);
            else text.AppendLine(records.Of(wanted, line));
        }

        Write(text);
    }

    /// <summary>What a span was about, with its attributes where lines are records.</summary>
    public void Write(LogLevel wanted, string line, Activity span)
    {
        if (!Shows(wanted)) return;
        Write(new StringBuilder().AppendLine(records is null ? Printable.Short(line, Longest) : records.Of(wanted, Printable.Short(line, Longest), span)));
    }

    /// <summary>Findings are told at every level: they say why there is no result, or what it does not hold.</summary>
    public void Write(Findings findings)
    {
        if (records is null)
        {
            Write(new StringBuilder(findings.Text(Ink.None)));
            return;
        }

        var text = new StringBuilder();
        foreach (var finding in findings.Diagnostics.Take(DiagnosticText.Most)) text.AppendLine(records.Of(finding));
        var summary = findings.Summary;
        var closing = summary.Errors == 0 ? $"{findings.Closing} {summary}" : $"{summary}";
        if (closing.Trim() is { Length: > 0 } sentence) text.AppendLine(records.Of(summary.Errors > 0 ? LogLevel.Error : LogLevel.Info, Printable.Short(sentence, Longest)));
        Write(text);
    }

    /// <summary>Text as it is, such as a line drawn over another on a terminal. Never where lines are records.</summary>
    public void Draw(string text)
    {
        lock (gate) error.Write(text);
    }

    public static LogLevel LevelOf(Severity severity) => severity switch { Severity.Error => LogLevel.Error, Severity.Warning => LogLevel.Warn, _ => LogLevel.Info };

    private void Write(StringBuilder text)
    {
        lock (gate) error.Write(text);
    }
}
