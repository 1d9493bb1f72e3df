using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine;

/// <summary>What came of an apply.</summary>
public sealed record ApplyResult(ApplyVerdict Verdict)
{
    /// <summary>The fresh plan; null when the lock was held.</summary>
    public Plan? Plan { get; init; }

    /// <summary>With <see cref="ApplyVerdict.Executed"/>.</summary>
    public RunReport? Report { get; init; }

    /// <summary>With <see cref="ApplyVerdict.LockHeld"/>, where it is known.</summary>
    public LockHolder? Holder { get; init; }

    /// <summary>With <see cref="ApplyVerdict.Refused"/>: how the fresh plan differs from the approved one.</summary>
    public PlanComparison? Comparison { get; init; }

    /// <summary>Why it was refused.</summary>
    public Diagnostic? Diagnostic { get; init; }
}
