using XmppDesiredState.Cli.Rendering.Drifting;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Drift as the counted model. What <c>--fail-on</c> names, and nothing else, is an error: so a form that fails on errors agrees with the exit code.</summary>
internal static class ReportOfDrift
{
    public static Report Of(DriftView view)
    {
        var report = view.Report;
        var names = new AddressNames(report.Plan);
        return new Report
        {
            Command = ReportCommand.Drift,
            Deployment = report.Name,
            At = report.At,
            ExitCode = view.ExitCode,
            Closing = view.Closing,
            IsComplete = report.IsComplete,
            Counts = [.. DriftSummary.Classes.Select(of => new ReportCount(DriftWords.Of(of), DriftWords.Label(of), view.Summary[of]))],
            Items = [.. view.Lines.Select(line => Item(line, view))],
            Diagnostics = [.. report.Diagnostics, .. UnreadableKinds.Causes(report.Unreadable)],
            Certificates = [.. report.Certificates.Select(end => new ReportCertificate(names.Of(end.Address), end.NotBefore, end.NotAfter, end.RenewAt))],
            Commit = report.Plan.Commit,
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
            Code = item.Change?.Blocked?.Code,
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
