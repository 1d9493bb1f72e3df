using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>One certificate, as it was read.</summary>
/// <param name="Der">The certificate itself.</param>
/// <param name="Thumbprint">SHA-1 of it, hexadecimal capitals, as Windows shows it.</param>
/// <param name="KeyFingerprint">SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</param>
/// <param name="Installed">What people want to know of it.</param>
/// <param name="IsAuthority">Whether its basic constraints say that it may sign certificates.</param>
public sealed record ParsedCertificate(ImmutableArray<byte> Der, string Thumbprint, string KeyFingerprint, InstalledCertificate Installed, bool IsAuthority)
{
    public bool Equals(ParsedCertificate? other) => other is not null && Der.AsSpan().SequenceEqual(other.Der.AsSpan());

    public override int GetHashCode() => Thumbprint.GetHashCode(StringComparison.Ordinal);

    public string ToPem() => Pem.Write("CERTIFICATE", Der.AsSpan());
}
