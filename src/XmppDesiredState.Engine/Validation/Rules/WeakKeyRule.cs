using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Keys that a CA signs and partners accept.</summary>
internal sealed class WeakKeyRule : IRule
{
    // Not acceptable: every public CA refuses such a request.
    private static readonly DiagnosticDescriptor Weak = new("XDS2303", Severity.Error, "The key is too weak or of an unusual size",
        "No public CA signs an RSA key of less than 2048 bits, and partners' servers refuse one at the handshake. For ECDSA the curves P-256 and P-384 are understood "
        + "everywhere; Windows offers P-521 too, which many TLS stacks do not. Use RSA 2048, 3072 or 4096, or ECDSA 256 or 384. "
        + "Source: CA/Browser Forum Baseline Requirements §6.1.5.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Weak];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from certificate in desired.Present(Certificate.Kind)
        let algorithm = CertificateNames.Part(certificate.Resource, Certificate.Key, Certificate.Algorithm, KeyAlgorithm.Rsa)
        let isRsa = algorithm == KeyAlgorithm.Rsa
        let size = CertificateNames.Part(certificate.Resource, Certificate.Key, Certificate.KeySize, isRsa ? 2048 : 256)
        where isRsa ? size < 2048 : size is not (256 or 384)
        select certificate.Finding(Weak, Certificate.Key,
            isRsa ? $"The key of {certificate.Resource.Id} is RSA {size}; less than 2048 bits is not signed by any public CA." : $"The key of {certificate.Resource.Id} is ECDSA {size}, which is neither P-256 nor P-384.",
            isRsa ? "Write size: 2048 or more." : "Write size: 256 or size: 384.");
}
