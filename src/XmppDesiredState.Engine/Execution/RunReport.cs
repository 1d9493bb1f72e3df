using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>Everything a run did, for renderers and the exit code.</summary>
public sealed record RunReport
{
    public required string RunId { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>By step id.</summary>
    public ImmutableArray<StepReport> Steps { get; init; } = [];

    /// <summary>In the plan's order.</summary>
    public ImmutableArray<ChangeReport> Changes { get; init; } = [];

    /// <summary>Findings of execution and confirmation that belong to no single change.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What could not be read: kinds before or after, members at the end.</summary>
    public ImmutableArray<UnreadableKind> Unreadable { get; init; } = [];

    /// <summary>A signal stopped it before its end.</summary>
    public bool Cancelled { get; init; }

    public TimeSpan Took { get; init; }

    public RunSummary Summary => RunSummary.Of(this);
}
