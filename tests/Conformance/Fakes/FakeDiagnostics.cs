using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>What the fake says. The codes lie outside the ranges of the product.</summary>
public static class FakeDiagnostics
{
    public static readonly DiagnosticDescriptor Unreadable = new("XDS9990", Severity.Error, "The fake could not be read", "A test asked for it.");
    public static readonly DiagnosticDescriptor Refused = new("XDS9991", Severity.Error, "The fake refused a step", "A test asked for it, or the step makes no sense here.");
    public static readonly DiagnosticDescriptor Conflict = new("XDS9992", Severity.Error, "The fake has changed since", "The live resource is not as the step expects it.");
    public static readonly DiagnosticDescriptor Lost = new("XDS9993", Severity.Error, "The fake did not answer", "A test asked for it.");
    public static readonly DiagnosticDescriptor Waits = new("XDS9994", Severity.Note, "The fake waits for its issuer", "A test asked for it.");
    public static readonly DiagnosticDescriptor Silent = new("XDS9995", Severity.Error, "A member of the fake does not answer", "A test asked for it.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Unreadable, Refused, Conflict, Lost, Waits, Silent];

    public static Diagnostic UnreadableKind(Kind kind) => Unreadable.At(null, $"The {kind.Name} of the fake could not be read.", "Ask the test why.");

    public static Diagnostic RefusedStep(Step step, string why) => Refused.At(null, $"{step.Operation} of {step.Resource} was refused: {why}.", "Correct the step.");

    public static Diagnostic ConflictAt(Step step) => Conflict.At(null, $"{step.Resource} is no longer as the plan saw it.", "Plan again.");

    public static Diagnostic LostStep(Step step) => Lost.At(null, $"No answer to {step.Operation} of {step.Resource}.", "Read it again.");
}
