using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Execution;

/// <summary>What becomes of steps that do not simply succeed.</summary>
public static class ExecutionDiagnostics
{
    public static readonly DiagnosticDescriptor NoOutcome = new("XDS5001", Severity.Error, "A provider did not say what became of a step",
        "The call ended, or was given up, without an outcome. Whether the change was made is unknown, so the live system was read again before anything else was done.");

    public static readonly DiagnosticDescriptor MovedMeanwhile = new("XDS5002", Severity.Error, "The live system is neither as before nor as wanted",
        "After an outcome was lost the resource was read again and is in a third state: somebody else changed it at the same time. Nothing more was written. Plan again and decide on what is there now.");

    public static readonly DiagnosticDescriptor StillUnknown = new("XDS5003", Severity.Error, "Nobody knows whether the step took effect",
        "Its outcome was lost and reading the resource again gave no answer either, or a value that cannot be read back is concerned. The next plan shows what is left to do.");

    public static readonly DiagnosticDescriptor Skipped = new("XDS5004", Severity.Error, "A step was skipped",
        "Something it requires did not succeed, waits, or was itself skipped. It was never sent. Mend the cause and apply again: only what is left will be done.");

    public static readonly DiagnosticDescriptor Stopped = new("XDS5005", Severity.Error, "The run was stopped",
        "A signal asked the run to end. Steps under way were finished, no other was begun. Apply again to go on: only what is left will be done.");

    public static readonly DiagnosticDescriptor ProbeFailed = new("XDS5006", Severity.Error, "Held back since a member does not answer",
        "A member of a service failed its probe after a restart. Until it answers again no DNS record and no partner is created or changed, since that would send traffic to it. Deletes go on.");

    public static readonly DiagnosticDescriptor ContradictoryOutcome = new("XDS5007", Severity.Error, "A provider gave two outcomes for one step",
        "Two different answers prove neither. The live system was read again. This is a bug of the provider.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NoOutcome, MovedMeanwhile, StillUnknown, Skipped, Stopped, ProbeFailed, ContradictoryOutcome];

    internal static Diagnostic NoOutcomeOf(PlannedStep step, Diagnostic? cause) => NoOutcome.At(cause?.Where,
        cause is null ? $"Provider {step.Step.Provider} did not say what became of {Name(step)}." : $"It is unknown what became of {Name(step)}: {cause.Summary}",
        cause?.Fix ?? "The live system was read again.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic TimedOutOf(PlannedStep step, TimeSpan timeout) => NoOutcome.At(null,
        $"Provider {step.Step.Provider} said nothing of {Name(step)} for {Duration.Format(timeout)}.", "Check the connection, or allow more time with --timeout.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic MovedAt(PlannedStep step) => MovedMeanwhile.At(null,
        $"{step.Change} is neither as it was nor as it shall be; somebody else changed it meanwhile.", "Plan again.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic StillUnknownAt(PlannedStep step, Diagnostic? cause) => StillUnknown.At(null,
        $"Whether {Name(step)} took effect is unknown{(cause is null ? "." : ": " + cause.Summary)}", "Plan again when the live system can be read.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic SkippedAt(PlannedStep step, PlannedStep required) => Skipped.At(null,
        $"Step {step.Id} ({Name(step)}) was skipped, since step {required.Id} ({Name(required)}) did not succeed.", "Mend that and apply again.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic StoppedAt(PlannedStep step) => Stopped.At(null,
        $"Step {step.Id} ({Name(step)}) was not begun: the run was stopped.", "Apply again to go on.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic ProbeFailedAt(PlannedStep step) => ProbeFailed.At(null,
        $"Step {step.Id} ({Name(step)}) was held back, since a member of a service does not answer.", "Bring the member back and apply again.") with
    { Address = step.Change.ToString() };

    internal static Diagnostic ContradictoryAt(PlannedStep step) => ContradictoryOutcome.At(null,
        $"Provider {step.Step.Provider} gave two outcomes for {Name(step)}.", "Report it: this is a bug of the provider.") with
    { Address = step.Change.ToString() };

    private static string Name(PlannedStep step) =>
        $"{step.Step.Operation.ToString().ToLowerInvariant()} {step.Change}{(step.Step.Member is { } member ? " on " + member : "")}";
}
