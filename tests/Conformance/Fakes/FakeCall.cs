using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>One call that reached the live system: an observation of a kind, or a step to execute.</summary>
/// <param name="Step">Null for an observation.</param>
public sealed record FakeCall(Kind Kind, Step? Step)
{
    public bool IsWrite => Step is not null;

    public override string ToString() => Step is null ? $"observe {Kind}" : $"{Step.Operation} {Step.Resource}{(Step.Member is null ? "" : " on " + Step.Member)}";
}
