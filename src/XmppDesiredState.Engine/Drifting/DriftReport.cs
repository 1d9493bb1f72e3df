using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>What is not as the files say, and whose doing it is. Immutable, ordered: the same input gives the same report.</summary>
public sealed record DriftReport
{
    /// <summary>The plan that was made of the same look.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Something was applied once. Without that nothing can be told apart, and what differs is pending.</summary>
    public required bool IsRecorded { get; init; }

    /// <summary>By class in the order of <see cref="Order"/>, riskier first, then by address.</summary>
    public ImmutableArray<DriftItem> Items { get; init; } = [];

    /// <summary>The plan's, and those of this comparison; by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The order in which classes are shown: what needs somebody first.</summary>
    public static ImmutableArray<DriftClass> Order { get; } =
        [DriftClass.Drift, DriftClass.Overdue, DriftClass.Unlisted, DriftClass.Expiring, DriftClass.Waiting, DriftClass.Pending, DriftClass.Acknowledged];

    public string Name => Plan.Name;

    public DateTimeOffset At => Plan.Timestamp;

    public ImmutableArray<UnreadableKind> Unreadable => Plan.Unreadable;

    /// <summary>Everything could be read. Otherwise nothing is said of what could not.</summary>
    public bool IsComplete => Plan.IsComplete;

    public DriftSummary Summary => DriftSummary.Of(this);
}
