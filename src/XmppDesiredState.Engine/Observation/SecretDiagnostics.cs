using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Observation;

/// <summary>A secret that cannot be had. The reference is named, content never.</summary>
public static class SecretDiagnostics
{
    public static readonly DiagnosticDescriptor Missing = new("XDS9001", Severity.Error, "A secret is not there",
        "A state file refers to secrets and never holds them. The environment variable is not set, or the file is missing, empty or not readable by this user. Set it where the tool runs; in CI, pass the secret to this step.");

    public static readonly DiagnosticDescriptor ProgramFailed = new("XDS9002", Severity.Error, "A secret's program failed",
        "The program that prints the secret could not be started, ended with an error, printed nothing, or did not end in time. Its output is never shown, since it may hold the secret.");

    public static readonly DiagnosticDescriptor ProgramForbidden = new("XDS9003", Severity.Error, "A secret's program may not run",
        "--no-exec forbids every program that a state file declares, as for pull requests of strangers. Use an environment variable or a file there.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Missing, ProgramFailed, ProgramForbidden];

    internal static Diagnostic MissingAll(ImmutableArray<SecretReference> references) => Missing.At(null,
        references.Length == 1 ? $"The secret is not there: {references[0]}." : $"{references.Length} secrets are not there: {string.Join("; ", references)}.",
        "Set what is missing where the tool runs.");
}
