using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A change whose steps were drafted with it: the way of a certificate, the restarts of a service. No steps: a person does it.</summary>
/// <param name="Complete">Given the numbers of drafts: the change with values that one of them makes known.</param>
internal sealed record DraftedChange(Change Change, ImmutableArray<StepDraft> Steps, Func<Func<StepDraft, int>, Change> Complete);
