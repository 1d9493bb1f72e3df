using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Scripts;

/// <summary>The part of a plan that one provider instance executes.</summary>
/// <param name="Id">The plan's id, which the result must name again.</param>
/// <param name="ChangeDigest">What was approved.</param>
/// <param name="At">When it was planned.</param>
/// <param name="Target">Whose live system was observed; null where it was not.</param>
/// <param name="Steps">In an order they can be done in.</param>
/// <param name="LeftOut">Changes of the plan that these steps do not make, or not whole, and why: for the head of the script.</param>
public sealed record ScriptedPlan(string Id, string ChangeDigest, DateTimeOffset At, string? Target, ImmutableArray<ScriptedStep> Steps,
    ImmutableArray<(Address Change, string Why)> LeftOut);
