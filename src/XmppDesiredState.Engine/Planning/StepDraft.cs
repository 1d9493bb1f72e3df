using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A step before it has a number.</summary>
internal sealed class StepDraft
{
    public required Address Change { get; init; }

    public required string Provider { get; init; }

    public required ResourceId Resource { get; init; }

    public required Operation Operation { get; init; }

    public required int Phase { get; init; }

    public string? Member { get; init; }

    public ObservedResource? Before { get; init; }

    /// <summary>Given the numbers of other drafts, since a value can be known only after one of them.</summary>
    public Func<Func<StepDraft, int>, Resource?> After { get; init; } = _ => null;

    public List<StepDraft> Requires { get; } = [];

    /// <inheritdoc cref="PlannedStep.FailureOf" />
    public List<StepDraft> FailureOf { get; } = [];

    /// <inheritdoc cref="PlannedStep.Mends" />
    public StepDraft? Mends { get; init; }

    public Waiting? Waiting { get; init; }
}
