using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>What became of a step.</summary>
/// <param name="Result">Null: skipped, never sent to the provider.</param>
/// <param name="Attempts">How often it was sent.</param>
public sealed record StepReport(PlannedStep Step, StepResult? Result, Diagnostic? Diagnostic, int Attempts, TimeSpan Took)
{
    public bool Succeeded => Result is StepResult.Applied or StepResult.AlreadyThere;
}
