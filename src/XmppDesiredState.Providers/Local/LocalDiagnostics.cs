using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Local;

/// <summary>What the live folder can cause.</summary>
internal static class LocalDiagnostics
{
    public static readonly DiagnosticDescriptor BadFile = new("XDS9101", Severity.Error, "A live file cannot be understood",
        "A file in the live folder of a local provider is not YAML, or holds a key or a value that its kind does not have. People may edit these files, so a slip is normal; but as long as one file is unclear, nobody knows what is live, and the whole kind is left alone. Correct the file, or delete it if the resource shall not exist.");

    public static readonly DiagnosticDescriptor Unreadable = new("XDS9102", Severity.Error, "The live folder cannot be read",
        "The folder that a local provider names exists and cannot be read: it is a file, or this user may not read it or a file in it. A folder that does not exist is an empty live system and no error. Check the option path and the permissions.");

    public static readonly DiagnosticDescriptor BadName = new("XDS9103", Severity.Error, "A live file has no usable name",
        "The name of a live file is the name of its resource in canonical form (a domain in lower case and A-labels, a policy as global, site:NAME or tag:NAME), followed by .yaml; characters that some file system refuses are written as % and two hexadecimal digits of their UTF-8. Two files must not mean the same resource.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9104", Severity.Error, "A live file has changed since the plan",
        "Just before it writes, the local provider reads the file again. It no longer holds what the plan was made from, and not what the plan wants either, so somebody else has changed it. Nothing was written. Plan again and look at the difference.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9105", Severity.Error, "A live file could not be written",
        "Usual causes: the disk is full, or this user may not write into the folder. The file is as it was.");

    public static readonly DiagnosticDescriptor Uncertain = new("XDS9106", Severity.Error, "Nobody knows whether a live file was written",
        "The system reported an error after the new content may have taken its place. The folder is read again before anything else is done.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9107", Severity.Error, "The local provider cannot do this",
        "It keeps partners, gateway settings, edge access, access policies and services. What exists on every live system (settings, the global policy, services) is neither created nor deleted.");

    public static readonly DiagnosticDescriptor Busy = new("XDS9108", Severity.Error, "The live folder is in use",
        "Another process holds the lock of the live folder (the file .lock in it). The system releases the lock when that process ends, so nothing needs to be removed. Try again.");

    public static readonly DiagnosticDescriptor EmptySecret = new("XDS9109", Severity.Error, "A secret is empty",
        "The reference leads to an empty text. The local provider never writes a secret; it only checks that there is one, as a gateway would.");

    public static readonly DiagnosticDescriptor PassedOver = new("XDS9110", Severity.Note, "A file in the live folder was passed over",
        "Live files end in .yaml. Anything else in the folder of a kind means nothing to the local provider.");

    public static readonly DiagnosticDescriptor NameTooLong = new("XDS9111", Severity.Error, "A name is too long for a file",
        "File systems allow names of 255 bytes, of which the local provider needs some for itself. Other providers take the name as it is.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [BadFile, Unreadable, BadName, Changed, NotWritten, Uncertain, Unsupported, Busy, EmptySecret, PassedOver, NameTooLong];

    public static Diagnostic ChangedSince(Step step) => About(step, Changed, step.Operation == Operation.Create
        ? $"{step.Resource} exists already and differs from what was to be created." : $"{step.Resource} has changed since the plan was made.", "Plan again.");

    public static Diagnostic NotWrittenFor(Step step, string why) => About(step, NotWritten, $"{step.Resource} could not be written: {why}", "Check the disk and the permissions of the live folder.");

    public static Diagnostic UncertainFor(Step step, string why) => About(step, Uncertain, $"It is not known whether {step.Resource} was written: {why}", "Plan again.");

    public static Diagnostic CannotDo(Step step, string why) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not possible: {why}.", "Plan again with a provider that can.");

    public static Diagnostic BusyFor(Step step) => About(step, Busy, $"Another process is writing to the live folder, so {step.Resource} was not touched.", "Try again.");

    public static Diagnostic EmptySecretFor(Step step, string reference) => About(step, EmptySecret, $"The secret for {step.Resource} is empty: {reference}.", "Give it a content.");

    public static Diagnostic CannotKeep(Kind kind) => Unsupported.At(null, $"The local provider does not keep the kind {kind.Name}.", "Declare it on another provider.");

    private static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) =>
        descriptor.At(null, summary, fix) with { Address = new Address(step.Resource, step.Provider).ToString() };
}
