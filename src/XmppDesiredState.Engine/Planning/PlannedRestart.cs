using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A service to restart, with the steps that do it. No steps: a person does it.</summary>
internal sealed record PlannedRestart(Change Change, ImmutableArray<StepDraft> Steps);
