using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>What came of an apply, each change an item under what became of it. Where nothing was executed, the changes stand under what kept them.</summary>
internal static class ApplyReport
{
    private const string Refused = "refused";

    private static readonly (string Name, string Label)[] Classes =
    [
        .. ((ChangeStatus[])[ChangeStatus.Unknown, ChangeStatus.NotConfirmed, ChangeStatus.NotDone, ChangeStatus.Conflict, ChangeStatus.Skipped, ChangeStatus.Blocked]).Select(Class),
        (Refused, "not approved"), ("unreadable", "unreadable"), Class(ChangeStatus.Waiting), Class(ChangeStatus.AlreadyThere), Class(ChangeStatus.Done),
    ];

    private const string Overdue = "overdue";

    private static readonly (string Name, string Label)[] Across = [("added", "added"), ("changed", "changed"), ("destroyed", "destroyed"), (Overdue, Overdue)];

    /// <param name="deployment">Where the lock was held there is no plan to name it.</param>
    /// <param name="file">The first of the deployment's files.</param>
    public static Report Of(ApplyResult result, int exitCode, DateTimeOffset at, string deployment, string? file = null)
    {
        var plan = result.Report?.Plan ?? result.Plan;
        var names = plan is null ? null : new AddressNames(plan);
        ImmutableArray<UnreadableKind> unreadable = result.Report?.Unreadable ?? plan?.Unreadable ?? [];
        var items = ReportCounts.Distinct([.. Changes(result, names).OrderByDescending(item => item.Level), .. unreadable.Select(UnreadableItem.Of)]).OrderByDescending(item => item.Level).ToImmutableArray();
        return new Report
        {
            Command = ReportCommand.Apply,
            Deployment = plan?.Name ?? deployment,
            At = at,
            ExitCode = exitCode,
            Closing = RunSentences.Closing(result),
            IsComplete = unreadable.IsEmpty && result.Verdict != ApplyVerdict.LockHeld,
            Items = items,
            Counts = ReportCounts.Of(items, Classes, Across),
            Diagnostics = [.. plan?.Diagnostics ?? [], .. result.Report?.Diagnostics ?? [], .. Why(result, unreadable)],
            Steps = plan is null ? [] : PlanReport.Steps(plan, names!),
            Certificates = PlanReport.Certificates(plan, names),
            Commit = plan?.Commit,
            File = file,
        };
    }

    // What could not be read is an item already.
    private static IEnumerable<Diagnostic> Why(ApplyResult result, ImmutableArray<UnreadableKind> unreadable) =>
        result.Diagnostic is { } why && !unreadable.Any(kind => kind.Diagnostic == why) ? [why] : [];

    private static IEnumerable<ReportItem> Changes(ApplyResult result, AddressNames? names)
    {
        if (names is null) return [];
        if (result.Report is { } report) return report.Changes.Select(change => Item(change, names));
        var differences = (result.Comparison?.Differences ?? []).Where(difference => difference.Fresh is not null).ToLookup(difference => difference.Fresh!.Address);
        return result.Plan!.Changes.Select(change => PlanReport.Item(change, names)).Zip(result.Plan.Changes, (item, change) => item with
        {
            Class = change.IsBlocked ? item.Class : change.Waiting is null ? Refused : Word(ChangeStatus.Waiting),
            Also = [],
            Notes = [.. item.Notes, .. differences[change.Address].Select(difference => Printable.Short(difference.What, 1000))],
        });
    }

    private static ReportItem Item(ChangeReport report, AddressNames names)
    {
        var item = PlanReport.Item(report.Change, names);
        var (level, why) = (IsOverdue(report) ? ReportLevel.Warning : LevelOf(report.Status), report.Diagnostic);
        return item with
        {
            Class = Word(report.Status),
            Also = report.Status == ChangeStatus.Done ? [report.Change.Action switch { ChangeAction.Create => "added", ChangeAction.Delete => "destroyed", _ => "changed" }] : IsOverdue(report) ? [Overdue] : [],
            Title = $"{Words.Of(report.Change.Action)}: {Words.Of(report.Status)}",
            Level = level,
            State = Words.Of(report.Status),
            Rule = why?.Descriptor ?? item.Rule,
            Fix = why is null ? item.Fix : Printable.Short(why.Fix, 1000),
            Notes = why is null || report.Status == ChangeStatus.Blocked ? item.Notes : [Printable.Short(why.Summary, 1000), .. item.Notes],
        };
    }

    // Whoever waits says by the severity whether that is still in time.
    private static bool IsOverdue(ChangeReport report) => report is { Status: ChangeStatus.Waiting, Diagnostic.Severity: Severity.Warning };

    private static ReportLevel LevelOf(ChangeStatus status) => status switch
    {
        ChangeStatus.Done or ChangeStatus.AlreadyThere => ReportLevel.None,
        ChangeStatus.Waiting => ReportLevel.Note,
        _ => ReportLevel.Error,
    };

    private static (string Name, string Label) Class(ChangeStatus status) => (Word(status), Words.Of(status));

    private static string Word(ChangeStatus status) => Words.Of(status).Replace(' ', '_');
}
