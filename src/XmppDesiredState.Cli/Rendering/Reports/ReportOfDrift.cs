using System.Collections.Immutable;
using XmppDesiredState.Cli.Rendering.Drifting;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Drift as the counted model. What <c>--fail-on</c> names, and nothing else, is an error: so a form that fails on errors agrees with the exit code.</summary>
internal static class ReportOfDrift
{
    /// <param name="file">The first of the deployment's files, where it is known.</param>
    public static Report Of(DriftView view, string? file = null)
    {
        var report = view.Report;
        ImmutableArray<ReportItem> items = ReportCounts.Distinct([.. report.Unreadable.Select(UnreadableItem.Of), .. view.Lines.Select(line => Item(line, view))]);
        return new Report
        {
            Command = ReportCommand.Drift,
            Deployment = report.Name,
            At = report.At,
            ExitCode = view.ExitCode,
            Closing = view.Closing,
            IsComplete = report.IsComplete,
            Counts = ReportCounts.Of(items, [.. DriftSummary.Classes.Select(of => (DriftWords.Of(of), DriftWords.Label(of))), ("unreadable", "unreadable")]),
            Items = items,
            Diagnostics = report.Diagnostics,
            Certificates = PlanReport.Certificates(report.Plan, new AddressNames(report.Plan)),
            Commit = report.Plan.Commit,
            File = file,
        };
    }

    private static ReportItem Item(DriftLine line, DriftView view)
    {
        var item = line.Item;
        return new ReportItem
        {
            Class = DriftWords.Of(item.Class),
            Address = line.Name,
            Title = line.Title,
            Level = LevelOf(item.Class, view),
            Rule = item.Change?.Blocked?.Descriptor,
            Where = item.Where ?? item.Mute?.Where,
            Risks = [.. item.Risks.Select(Words.Of)],
            State = item.Mute is { } mute ? $"muted{(mute.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}" : item.Change is { Blocked: not null } ? "blocked" : item.Change?.Waiting is not null ? "waiting" : null,
            Rows = line.Rows,
            Notes = [.. line.Notes],
            WaysOut = [.. line.Ways.Select(way => new ReportWayOut($"{char.ToUpperInvariant(way.Title[0])}{way.Title[1..]}", way.Text))],
        };
    }

    private static ReportLevel LevelOf(DriftClass of, DriftView view) => view.FailOn.Contains(of) ? ReportLevel.Error : of switch
    {
        DriftClass.Acknowledged => ReportLevel.None,
        DriftClass.Pending or DriftClass.Waiting => ReportLevel.Note,
        _ => ReportLevel.Warning,
    };
}
