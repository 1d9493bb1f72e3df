using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Changes;

/// <summary>What a provider says of one step.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Diagnostic">Why, for every result but <see cref="StepResult.Applied"/> and <see cref="StepResult.AlreadyThere"/>.</param>
/// <param name="RetryAfter">With <see cref="StepResult.NotDone"/>: the engine may try again after this time.</param>
/// <param name="Artifact">Public PEM handed on to the steps that require this one; with accept and install, the thumbprint.</param>
public sealed record StepOutcome(int Step, StepResult Result, Diagnostic? Diagnostic = null, TimeSpan? RetryAfter = null, string? Artifact = null);
