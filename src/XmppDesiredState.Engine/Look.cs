using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine;

/// <summary>One look at the live system and the plan that follows from it.</summary>
/// <param name="Input">All that the plan depends on.</param>
internal sealed record Look(DesiredState Desired, ObservedState Observed, ImmutableArray<(string Provider, Scope Scope)> Scopes, PlanInput Input, Plan Plan);
