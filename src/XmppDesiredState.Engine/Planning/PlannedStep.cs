using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A step in its place.</summary>
/// <param name="Phase">1 to 5 forward, 6 to 10 for the deletes of kinds 5 to 1. A phase ends before the next begins.</param>
/// <param name="Requires">Steps that must have succeeded; a failed, waiting or skipped one skips this.</param>
/// <param name="Change">Address of the change it belongs to.</param>
/// <param name="Waiting">Known at planning time to wait (a window); it is not executed now.</param>
public sealed record PlannedStep(Step Step, int Phase, ImmutableArray<int> Requires, Address Change, Waiting? Waiting = null)
{
    /// <summary>
    /// Not empty: a way out. It is taken only if one of these was tried and failed; otherwise the step is not needed, and neither is what
    /// requires it.
    /// </summary>
    public ImmutableArray<int> FailureOf { get; init; } = [];

    /// <summary>Where the way out leads back: if this step succeeds, what requires that other one goes on as if it had.</summary>
    public int? Mends { get; init; }

    public int Id => Step.Id;

    public bool IsDelete => Step.Operation == Operation.Delete;
}
