using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary>What a private CA can cause.</summary>
internal static class PrivateCaDiagnostics
{
    public static readonly DiagnosticDescriptor NoAuthority = new("XDS9501", Severity.Error, "There is no private CA",
        "The folder of the CA holds no ca.pem, and create is not true. A CA that appears by itself would be trusted by nobody, so it is made only when asked for. Set create: true once and give ca.pem to your partners, or put the certificate and key of a CA you have there as ca.pem and key.pem.");

    public static readonly DiagnosticDescriptor NotUsable = new("XDS9502", Severity.Error, "The private CA cannot be used",
        "ca.pem or key.pem cannot be read, key.pem is not the key of ca.pem, or ca.pem is not the certificate of a CA (basic constraints). An encrypted key must be decrypted first (openssl pkey). Nothing is repaired by itself, because a new CA would invalidate what partners trust.");

    public static readonly DiagnosticDescriptor Ended = new("XDS9503", Severity.Error, "The private CA has expired",
        "Its own certificate is not valid now by the clock of this machine, so nobody would accept what it signs. Move ca.pem and key.pem away, have a new CA made (create: true), and give its certificate to your partners.");

    public static readonly DiagnosticDescriptor BadRequest = new("XDS9504", Severity.Error, "The request cannot be signed",
        "What should be a PKCS#10 request cannot be read, or its signature does not fit its key: it was damaged or changed on the way. A CA signs nothing that the holder of the key did not ask for. Remove the request from the store and plan again.");

    public static readonly DiagnosticDescriptor TooMuch = new("XDS9505", Severity.Error, "The request asks for more than was planned",
        "It names a domain, a usage or a subject that the declared certificate does not have. Whoever can change a request on its way must not get a certificate for other names by it. If the declaration has changed since the request was made, plan again, so that a new request is made.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9506", Severity.Error, "The private CA could not write",
        "A certificate, or the CA itself, could not be written to the folder of the CA: the disk is full, or this user may not write there. Nothing was issued.");

    public static readonly DiagnosticDescriptor Busy = new("XDS9507", Severity.Error, "The folder of the CA is in use",
        "Another process holds the lock of the folder (the file .lock in it). The system releases the lock when that process ends, so nothing needs to be removed. Try again.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9508", Severity.Error, "A private CA cannot do this",
        "It issues certificates and nothing else: the key and the request are made, and the certificate is installed, by the provider of the certificate. Declare the certificate on such a provider and name this one as its issuer.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NoAuthority, NotUsable, Ended, BadRequest, TooMuch, NotWritten, Busy, Unsupported];

    public static ProviderException Unusable(string what, Exception? inner = null) => new(NotUsable.At(null, $"The private CA cannot be used: {what}.", "Check ca.pem and key.pem."), inner);

    public static Diagnostic CannotKeep(Kind kind) => Unsupported.At(null, $"A private CA does not know the kind {kind.Name}.", "Declare it on another provider.");

    public static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };
}
