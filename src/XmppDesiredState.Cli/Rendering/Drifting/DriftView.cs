using System.Collections.Immutable;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>What every form of drift is made from.</summary>
/// <param name="FailOn">The classes of <c>--fail-on</c>.</param>
internal sealed record DriftView(DriftReport Report, ImmutableArray<DriftClass> FailOn, ImmutableArray<DriftLine> Lines)
{
    public DriftSummary Summary { get; } = Report.Summary;

    /// <summary>Items of the classes that fail.</summary>
    public int Failing => Summary.In(FailOn);

    public int ExitCode => Cli.ExitCode.Of(ExitColumn.Drift, new Outcome { Unreadable = Summary.Unreadable, Drifted = Failing });

    public static DriftView Of(DriftReport report, ImmutableArray<DriftClass> failOn, DriftWays ways)
    {
        var names = new AddressNames(report.Plan);
        return new DriftView(report, failOn, [.. report.Items.Select(item => new DriftLine(item, names.Of(item.Address), DriftRows.Of(item), ways.Of(item)))]);
    }

    /// <summary>The last line. "No drift." is said only when everything was read, could be told, and nothing fails.</summary>
    public string Closing
    {
        get
        {
            var others = DriftSummary.Classes.Where(of => of != DriftClass.Drift && Summary[of] > 0).Select(of => $"{Summary[of]} {DriftWords.Label(of)}").ToList();
            var counted = string.Join(", ", others.Prepend($"{Summary[DriftClass.Drift]} drifted"));
            if (!Report.IsComplete) return $"Drift: {counted} in what could be read; the rest is unknown. Unreadable: {Words.Count(Summary.Unreadable, "kind")}.";
            if (Summary[DriftClass.Drift] + Failing > 0) return $"Drift: {counted}.";
            if (!Report.IsRecorded) return $"Drift cannot be told before something was applied. {(others.Count == 0 ? "The live systems are as the files say." : $"So far: {string.Join(", ", others)}.")}";
            return others.Count == 0 ? "No drift. The live systems are as the files say." : $"No drift. Also: {string.Join(", ", others)}.";
        }
    }
}
