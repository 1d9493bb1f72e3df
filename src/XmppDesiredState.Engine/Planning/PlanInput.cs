using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>All that a plan depends on. The planner asks nothing else: no clock, no provider, no file.</summary>
/// <param name="Desired">Resources normalised by their providers.</param>
/// <param name="CapabilityOf">What the provider can do with a kind; null: nothing.</param>
/// <param name="Findings">Warnings and notes of validation, to be shown with the plan.</param>
/// <param name="EffectiveFindings">What rules say of declared values over observed ones; an error holds back the change at its address.</param>
public sealed record PlanInput(DesiredState Desired, ObservedState Observed, LastApplied LastApplied, DateTimeOffset Now, PlanOptions Options,
    Func<string, Kind, Capability?> CapabilityOf, ImmutableArray<Diagnostic> Findings, ImmutableArray<Diagnostic> EffectiveFindings)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}
