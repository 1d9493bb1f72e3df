using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Manual;

/// <summary>What the folders of requests and answers can cause.</summary>
internal static class ManualDiagnostics
{
    public static readonly DiagnosticDescriptor Unreadable = new("XDS9401", Severity.Error, "The folder of certificates cannot be read",
        "The folder in which answers of the CA are looked for exists and cannot be read: it is a file, this user may not read it, or it holds more than a thousand files. Whether an answer has come is then unknown. A folder that does not exist yet is no error. Check the option certificates and the permissions, and clear away what is no answer.");

    public static readonly DiagnosticDescriptor Waiting = new("XDS9402", Severity.Note, "A request waits for a person",
        "The request lies in the folder of requests. Somebody must send it to the CA and drop the answer into the folder of certificates, under any name, as PEM, DER or PKCS#7, with the intermediate certificates in the same file or beside it. It is recognised by its public key. The date to ask by is the end of the current certificate less leadTime; a warning once it has passed.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9403", Severity.Error, "The request could not be laid out",
        "The file of the request could not be written into the folder of requests, and no answer is there either. Usual causes: the disk is full, or this user may not write there. The request itself is safe with the provider of the certificate; the next apply lays it out again.");

    public static readonly DiagnosticDescriptor NoRequest = new("XDS9404", Severity.Error, "There is no request to be laid out",
        "An issuer answers a request (PKCS#10, RFC 2986) whose signature fits its key. The store handed on none, or something else. Plan again: a request that is lost is made anew.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9405", Severity.Error, "The manual issuer cannot do this",
        "A manual issuer lays out requests and looks for answers and does nothing else: keys, requests and certificates are kept by the provider of the certificate. Name that one as provider and this one as issuer.");

    public static readonly DiagnosticDescriptor PassedOver = new("XDS9406", Severity.Warning, "A file among the answers could not be read",
        "A file in the folder of certificates may not be read by this user, is being written, or is larger than a mebibyte, so nobody knows whether it is the answer that is waited for. The others were looked at. Correct its permissions, or move it elsewhere if it is no certificate.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Unreadable, Waiting, NotWritten, NoRequest, Unsupported, PassedOver];

    public static ProviderException UnreadableFolder(string folder, string why, Exception? inner = null) =>
        new(Unreadable.At(null, $"{folder} cannot be read: {why}.", "Check the option certificates and the permissions."), inner);

    public static Diagnostic PassedOverFiles(ImmutableArray<string> files) => PassedOver.At(null,
        $"{(files.Length == 1 ? "A file" : $"{files.Length} files")} among the answers could not be read: {string.Join(", ", files.Take(3))}{(files.Length > 3 ? ", …" : "")}.",
        "Correct the permissions, or move what is no certificate elsewhere.");

    public static Diagnostic NotWrittenFor(Step step, string why) => About(step, NotWritten, $"The request for {step.Resource} could not be laid out: {why}.", "Check the disk and the permissions of the folder of requests.");

    public static Diagnostic NoRequestFor(Step step) => About(step, NoRequest, $"No request for {step.Resource} was handed on, or none that can be read.", "Plan again.");

    public static Diagnostic CannotDo(Step step) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not what an issuer does.", "Name this provider as issuer, not as provider.");

    public static Diagnostic WaitingFor(Step step, bool isOverdue, string summary, string fix) => About(step, Waiting, summary, fix) with { Severity = isOverdue ? Severity.Warning : Severity.Note };

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };

    private static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));
}
