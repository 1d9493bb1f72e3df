using System.Collections.Immutable;
using XmppDesiredState.Changes;

namespace XmppDesiredState.Scripts;

/// <summary>What became of a plan's steps when a person ran its script.</summary>
/// <param name="Outcomes">A step without one was not run. One that was begun and has no end is <see cref="StepResult.Unknown"/>.</param>
public sealed record ScriptRun(string PlanId, string ChangeDigest, DateTimeOffset StartedAt, ImmutableArray<StepOutcome> Outcomes);
