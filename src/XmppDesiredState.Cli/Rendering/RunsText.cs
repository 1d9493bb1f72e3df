using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The audit trail for people.</summary>
internal static class RunsText
{
    public static string List(ImmutableArray<RunRecord> runs, Ink ink)
    {
        if (runs.IsEmpty) return "No runs.\n";
        var text = new StringBuilder();
        foreach (var run in runs)
        {
            var commit = run.Commit is { Length: > 0 } given ? $"  commit {Printable.Short(given.Length > 12 ? given[..12] : given)}" : "";
            text.Append($"{ink.Bold(Printable.Short(run.Id))}  {run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {Printable.Short(run.Actor)}  {Printable.Short(run.Command)}{commit}{(run.PullRequest is { Length: > 0 } number ? $"  pull request {Printable.Short(number)}" : "")}\n");
            text.Append($"    {Printable.Short(run.Outcome ?? (run.Result == RunResults.Running ? "is under way" : "was cut off"))}{(run.Reason is { } reason ? ink.Faint($"  reason: {Printable.Short(reason)}") : "")}\n");
        }

        return text.ToString();
    }

    public static string One(ImmutableArray<RunEvent> events)
    {
        var text = new StringBuilder();
        foreach (var entry in events)
        {
            text.Append($"{entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z  {Printable.Short(entry.Type)}\n");
            foreach (var (name, value) in entry.Particulars) text.Append($"    {Printable.Short(name)}: {Printable.Short(ValueText.Of(value), 2000)}\n");
        }

        return text.ToString();
    }
}
