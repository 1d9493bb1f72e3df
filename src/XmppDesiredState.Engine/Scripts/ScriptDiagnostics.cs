using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>What can be wrong with what a script brought back.</summary>
public static class ScriptDiagnostics
{
    public static readonly DiagnosticDescriptor OtherProvider = new("XDS6501", Severity.Error, "The file is of a provider that these files do not have",
        "What a script brought back names the deployment, the provider and its type that the script was made for, and is taken for nothing else. Usual causes: the file of another deployment, a provider that was renamed since, a missing -f or --connections. Make the script again with script --observe.");

    public static readonly DiagnosticDescriptor SameProvider = new("XDS6502", Severity.Error, "Two files are of the same provider",
        "One look at a live system counts. Two of the same provider, given with --observed or --record, may contradict each other, and none of them could be told to be the right one. Give the newer one.");

    public static readonly DiagnosticDescriptor Collected = new("XDS6503", Severity.Note, "A provider was not asked: a script had read it",
        "With --observed a provider's state is taken from the file that a script wrote on the spot, and nothing is connected to. What changed there since is not known; the script of the plan, and apply, compare with what was seen before they write anything.");

    public static readonly DiagnosticDescriptor Old = new("XDS6504", Severity.Warning, "What a script read is old",
        "More than a day has passed since the script read the live system, by the clock of the machine where it ran, or that clock is ahead of this one. The plan may be about what is no longer so. Steps that find something else than the plan saw write nothing and are reported as conflicts. Run the script of script --observe again for a plan of today.");

    public static readonly DiagnosticDescriptor OtherPlan = new("XDS6505", Severity.Error, "The result is not one of this plan",
        "A script that does a plan's steps carries the plan's id and change digest, and its result names them again. This result is another plan's, so what became of this plan's steps is not in it. Give apply the saved plan that the script was made from: script PLAN makes it, apply PLAN --record FILE closes it.");

    public static readonly DiagnosticDescriptor OnlyRead = new("XDS6506", Severity.Error, "The file tells of no steps",
        "It comes from the script of script --observe, which reads and changes nothing, so there is nothing to record. Give it to plan --observed, and give apply --record what the script of a plan wrote.");

    public static readonly DiagnosticDescriptor NotRun = new("XDS6507", Severity.Error, "No one ran a step",
        "The result says nothing of the step: the script stopped before it, did not hold it, or is another provider's whose result was not given. It was not done by this run. Make a new plan for what is left, and run its script, or let apply do it.");

    public static readonly DiagnosticDescriptor NotAResult = new("XDS6508", Severity.Error, "Not a file that a script of ours wrote",
        "--observed takes what the script of script --observe wrote, and --record what the script of a plan wrote: one file of CLIXML. Usual causes: the script itself, the saved plan or a transcript was given instead, or an editor saved the file anew.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [OtherProvider, SameProvider, Collected, Old, OtherPlan, OnlyRead, NotRun, NotAResult];

    internal static Diagnostic NotAResultOf(string file) => NotAResult.At(null, $"{file} is not what a script of xmppstate wrote.", "Give the file that the script named when it ended.");

    internal static Diagnostic OtherProviderOf(ScriptResult result, string why) => OtherProvider.At(null,
        $"{result.File} is of {result.Provider}, of type {result.Type}, in {result.Deployment}: {why}.", "Give the file of a provider of these files.");

    internal static Diagnostic SameProviderOf(ScriptResult result) => SameProvider.At(null, $"{result.File} is of {result.Provider}, as another file is.", "Give one of them, the newer.");

    internal static Diagnostic CollectedBy(ScriptResult result) => Collected.At(null,
        $"{result.Provider} was not asked: it is as {result.By} read it on {result.Machine} at {Time(result.At)} ({result.File}).", "Read it again with script --observe when it may have changed.");

    internal static Diagnostic OldAt(ScriptResult result) => Old.At(null,
        $"{result.Provider} was read at {Time(result.At)}, which is not within the last day ({result.File}).", "Run the script of script --observe again.");

    internal static Diagnostic OtherPlanOf(ScriptResult result, string plan) => OtherPlan.At(null,
        $"{result.File} is the result of plan {result.Run!.PlanId}; the plan given is {plan}.", "Give the plan that the script was made from.");

    internal static Diagnostic OnlyReadBy(ScriptResult result) => OnlyRead.At(null, $"{result.File} tells what was read, and of no steps.", "Give the file that the script of the plan wrote.");

    internal static Diagnostic NotRunOf(PlannedStep step, ScriptResult? result) => NotRun.At(null,
        $"No one ran step {step.Id} ({Name(step)}): {(result is null ? $"no result of {step.Step.Provider} was given" : $"{result.File} says nothing of it")}.", "Plan again for what is left.") with
    { Address = step.Change.ToString() };

    private static string Name(PlannedStep step) =>
        $"{step.Step.Operation.ToString().ToLowerInvariant()} {step.Change}{(step.Step.Member is { } member ? " on " + member : "")}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
