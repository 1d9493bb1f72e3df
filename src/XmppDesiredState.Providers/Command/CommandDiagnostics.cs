using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Command;

/// <summary>What declared programs can cause.</summary>
internal static class CommandDiagnostics
{
    public static readonly DiagnosticDescriptor BadServices = new("XDS9701", Severity.Error, "The programs of a service cannot be used",
        "Each service of a command provider needs a program for reload or for restart, may have one for status, and each is a list of texts that begins with the program. Arguments may hold the placeholders {service} and {member}; {{ and }} stand for braces. No shell reads them, so pipes and variables need a script of their own.");

    public static readonly DiagnosticDescriptor NotInServices = new("XDS9702", Severity.Error, "The provider has no programs for a service",
        "The service is declared on a command provider whose option services does not name it, so there is nothing that could reload or restart it. Add its programs under that name, or name another provider.");

    public static readonly DiagnosticDescriptor NobodyCanTell = new("XDS9703", Severity.Error, "Nobody can tell what a service runs with",
        "A restart is planned when a member runs with another certificate than the installed one, so somebody must be able to tell. Either declare a status program that prints the thumbprint, or name under health.provider a provider that asks the members from outside (wire).");

    public static readonly DiagnosticDescriptor Forbidden = new("XDS9704", Severity.Error, "A service's program may not run",
        "--no-exec forbids every program that a state file declares, as for pull requests of strangers. What the service runs with is then unknown, and it is neither reloaded nor restarted. Run without --no-exec where the files are trusted.");

    public static readonly DiagnosticDescriptor NoStatus = new("XDS9705", Severity.Error, "A member's status is not known",
        "The status program of a service must end with exit code 0 within its time and print nothing (no certificate is loaded) or one line with the SHA-1 thumbprint, 40 hexadecimal digits with or without colons. Whatever else happens, what this member runs with is unknown, and nothing is planned for it. Run the program by hand as this user.");

    public static readonly DiagnosticDescriptor Failed = new("XDS9706", Severity.Error, "A service's program failed",
        "The program for reload or restart could not be started or did not end with exit code 0, so the member counts as not restarted; the last line of its standard error is shown. If it may have done something all the same, let it say so by printing to its log: the next plan looks at what the member runs with and decides from that.");

    public static readonly DiagnosticDescriptor Uncertain = new("XDS9707", Severity.Error, "Nobody knows whether a service was restarted",
        "The program did not end in its time and was stopped with everything it had started. Whether the member restarted is looked up before anything else is done. Raise timeout if the service needs longer, and let the program return once the service runs instead of staying in the foreground.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9708", Severity.Error, "The command provider cannot do this",
        "It reloads and restarts services by the programs declared for them, one member at a time; an operation for which no program is declared, or another kind than service, is not possible. Declare the program, or name another provider.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [BadServices, NotInServices, NobodyCanTell, Forbidden, NoStatus, Failed, Uncertain, Unsupported];

    public static Diagnostic ForbiddenFor(ResourceId service) => Forbidden.At(null, $"The programs of {service} may not run: --no-exec is given.", "Run without --no-exec where the files are trusted.");

    public static Diagnostic NoStatusOf(ResourceId service, string member, string program, string what) =>
        NoStatus.At(null, $"What {member} of {service} runs with is not known: {program} {what}.", "Run the status program by hand as this user.");

    public static Diagnostic FailedFor(Step step, string program, string what) => About(step, Failed, $"{Verb(step)} of {step.Resource} on {step.Member} failed: {program} {what}.", "Run the program by hand as this user.");

    public static Diagnostic UncertainFor(Step step, string program, string what) =>
        About(step, Uncertain, $"It is not known whether {step.Resource} on {step.Member} did its {step.Operation.ToString().ToLowerInvariant()}: {program} {what}.", "Raise timeout, or let the program return earlier.");

    public static Diagnostic CannotDo(Step step, string why) => About(step, Unsupported, $"{Verb(step)} of {step.Resource} is not possible: {why}.", "Declare the program under services, or name another provider.");

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };

    private static string Verb(Step step) => step.Operation.ToString();

    private static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));
}
