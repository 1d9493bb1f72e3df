using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Certificates;

/// <summary>What can be wrong with a certificate that an issuer sent. Every store and issuer may report these.</summary>
public static class CertificateDiagnostics
{
    public static readonly DiagnosticDescriptor NotReadable = new("XDS9011", Severity.Error, "No certificate can be read from what the issuer sent",
        "Read are certificates in PEM with any text around them, in DER, and in PKCS#7 (p7b) of either form, up to 1 MiB and 50 certificates. A page with an error message, a PFX or an empty file is none of these. Fetch the certificate again, in PEM with its chain if the CA offers it.");

    public static readonly DiagnosticDescriptor AnotherKey = new("XDS9012", Severity.Error, "The certificate is for another key",
        "None of the certificates has the public key of the outstanding request: it is the answer to an older request, or the CA made a key of its own. With such a pair a server refuses TLS altogether, so it is not accepted. Send the CA the request that is outstanding now; show prints it.");

    public static readonly DiagnosticDescriptor NameMissing = new("XDS9013", Severity.Error, "The certificate lacks names",
        "CAs may leave out names silently, and a federation partner refuses a certificate without the domain it speaks to (RFC 6120 §13.7.2). A wildcard does not count as the name. Ask the CA for every name, or take the missing ones out of the declaration.");

    public static readonly DiagnosticDescriptor UsageMissing = new("XDS9014", Severity.Error, "The certificate lacks a required usage",
        "Extended key usages under require are insisted on. During 2026 public CAs have gone over to serverAuth only, because the Chrome Root Program demands it (of every newly issued certificate from 2027-03-15; Let's Encrypt stopped on 2026-02-11); a server that presents its certificate to another one with SASL EXTERNAL needs clientAuth at peers that insist, such as ejabberd. Use a CA that still grants it, a private CA among partners, or move the usage to prefer and allow dialback.");

    public static readonly DiagnosticDescriptor Expired = new("XDS9015", Severity.Error, "The certificate has expired",
        "Its validity ended before now, by the clock of this machine. Usually it is an old answer that lay in the place where the new one is looked for. Ask the CA for a new certificate, and check the clock.");

    public static readonly DiagnosticDescriptor NotYetValid = new("XDS9016", Severity.Error, "The certificate is not valid yet",
        "Its validity begins after now, by the clock of this machine. Partners would refuse it until then. Check the clock, or wait until it begins and apply again.");

    public static readonly DiagnosticDescriptor NotTrusted = new("XDS9017", Severity.Error, "The chain does not lead to a trusted root",
        "The provider names the roots that an accepted certificate must lead to (trust). Usual causes: an intermediate certificate is missing from what the CA sent, one in the chain has expired, or it is another CA's, such as its test environment. Nothing is downloaded to mend a chain, because servers do not do so either. Send the whole chain, or correct the file of roots.");

    public static readonly DiagnosticDescriptor WeakKey = new("XDS9018", Severity.Error, "The certificate's key is not of the wanted kind",
        "The key has another algorithm than was declared, or fewer bits: the request was made before the declaration changed, or by somebody else. Plan again, so that a request with the wanted key replaces it.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NotReadable, AnotherKey, NameMissing, UsageMissing, Expired, NotYetValid, NotTrusted, WeakKey];
}
