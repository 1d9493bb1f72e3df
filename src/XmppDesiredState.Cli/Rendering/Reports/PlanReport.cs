using System.Collections.Immutable;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A plan, counted as <see cref="PlanSummary"/> counts: a change that waits keeps its class, one that a guard holds back is <c>blocked</c>
/// and nothing else.
/// </summary>
internal static class PlanReport
{
    private static readonly (string Name, string Label)[] Classes =
    [
        ("create", "to add"), ("update", "to update"), ("renew", "to renew"), ("delete", "to destroy"), ("restart", "to restart"), ("blocked", "blocked"),
        ("unreadable", "unreadable"), ("unlisted", "unlisted"), ("acknowledged", "acknowledged"),
    ];

    private static readonly (string Name, string Label)[] Across = [("waiting", "waiting")];

    /// <param name="file">The first of the deployment's files, where it is known.</param>
    public static Report Of(Plan plan, int exitCode, string? file = null)
    {
        var names = new AddressNames(plan);
        ImmutableArray<ReportItem> items = ReportCounts.Distinct(
        [
            .. plan.Unreadable.Select(UnreadableItem.Of), .. plan.Changes.Select(change => Item(change, names)),
            .. plan.Unlisted.OrderBy(unlisted => unlisted.Acknowledged is not null).Select(unlisted => Item(unlisted, names)),
        ]);
        return new Report
        {
            Command = ReportCommand.Plan,
            Deployment = plan.Name,
            At = plan.Timestamp,
            ExitCode = exitCode,
            Closing = PlanSentences.Closing(plan),
            IsComplete = plan.IsComplete,
            Items = items,
            Counts = ReportCounts.Of(items, Classes, Across),
            Diagnostics = plan.Diagnostics,
            Steps = Steps(plan, names),
            Certificates = Certificates(plan, names),
            Commit = plan.Commit,
            File = file,
        };
    }

    /// <summary>The change as an item, whatever became of it.</summary>
    public static ReportItem Item(Change change, AddressNames names) => new()
    {
        Class = change.IsBlocked ? "blocked" : Words.Of(change.Action),
        Also = change is { IsBlocked: false, Waiting: not null } ? ["waiting"] : [],
        Address = names.Of(change.Address),
        Title = change.Action is ChangeAction.Create or ChangeAction.Update ? Words.Of(change.Action) : $"{Words.Of(change.Action)}: {Printable.Short(Words.Because(change.Reason))}",
        Level = change.IsBlocked || !change.Risks.IsEmpty ? ReportLevel.Warning : ReportLevel.Note,
        Rule = change.Blocked?.Descriptor,
        Where = change.Where,
        Risks = [.. change.Risks.Select(Words.Of)],
        State = change.IsBlocked ? "blocked" : change.Waiting is null ? null : "waiting",
        Rows = ChangeRows.Of(change),
        Notes = [.. change.Notes.Select(note => Printable.Short(note)), .. Held(change)],
        Fix = change.Blocked is { } blocked ? Printable.Short(blocked.Fix, 1000) : null,
        Steps = change.Steps,
    };

    public static ImmutableArray<ReportStep> Steps(Plan plan, AddressNames names)
    {
        var changes = plan.Changes.ToLookup(change => change.Address);
        var waysOut = plan.WaysOut();
        return [.. from step in plan.Steps
                   let change = changes[step.Change].FirstOrDefault()
                   where change is not null
                   select new ReportStep(step.Id, step.Phase, StepLines.Sentence(step, change), names.Of(change.Address), step.Requires, waysOut.Contains(step.Id))];
    }

    /// <summary>Soonest end first; what has none stands last.</summary>
    public static ImmutableArray<ReportCertificate> Certificates(Plan? plan, AddressNames? names) => plan is null || names is null ? [] :
        [.. plan.Certificates.Select(certificate => new ReportCertificate(names.Of(certificate.Address), certificate.NotBefore, certificate.NotAfter, certificate.RenewFrom))
            .OrderBy(certificate => certificate.NotAfter ?? DateTimeOffset.MaxValue).ThenBy(certificate => certificate.Address, StringComparer.Ordinal)];

    private static IEnumerable<string> Held(Change change)
    {
        if (change.Blocked is { } blocked) yield return $"Blocked: {Printable.Short(blocked.Summary, 1000)}";
        if (change.Waiting is { } waiting) yield return $"Waits for {Printable.Short(waiting.For)}.";
    }

    private static ReportItem Item(UnlistedResource unlisted, AddressNames names)
    {
        var isKnown = unlisted.Acknowledged is not null;
        var until = unlisted.Until is null ? "" : $", until {unlisted.Until:yyyy-MM-dd}";
        return new ReportItem
        {
            Class = isKnown ? "acknowledged" : "unlisted",
            Address = names.Of(unlisted.Address),
            Title = isKnown ? $"acknowledged: {Printable.Short(unlisted.Acknowledged!)}{until}" : "live and not in the files",
            Level = isKnown ? ReportLevel.None : ReportLevel.Note,
        };
    }
}
