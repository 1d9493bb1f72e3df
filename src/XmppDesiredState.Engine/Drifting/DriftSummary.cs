using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>The one counted model from which every form and the exit code are made.</summary>
/// <param name="Unreadable">Provider and kind pairs, resources and members that could not be read.</param>
public sealed record DriftSummary(ImmutableSortedDictionary<DriftClass, int> Counts, int Unreadable)
{
    public static ImmutableArray<DriftClass> Classes { get; } = [.. Enum.GetValues<DriftClass>()];

    public int this[DriftClass of] => Counts.GetValueOrDefault(of);

    public static DriftSummary Of(DriftReport report) => new(
        Classes.ToImmutableSortedDictionary(of => of, of => report.Items.Count(item => item.Class == of)), report.Unreadable.Length);

    /// <summary>Items of these classes.</summary>
    public int In(IEnumerable<DriftClass> classes) => classes.Distinct().Sum(of => this[of]);
}
