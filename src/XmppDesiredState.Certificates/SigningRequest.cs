using System.Collections.Immutable;
using XmppDesiredState.Certificates.Reading;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>A request for a certificate (PKCS#10, RFC 2986) whose signature fits its key.</summary>
/// <param name="Pem">As it was read.</param>
/// <param name="Subject">Its attributes by the names of <see cref="Certificate.Subject"/>; others by their OID, several of one type with <c> + </c> between.</param>
/// <param name="Names">Subject alternative names asked for, written as <see cref="InstalledCertificate.Names"/>.</param>
/// <param name="Usages">Extended key usages asked for.</param>
/// <param name="KeyFingerprint">As <see cref="KeyPair.Fingerprint"/>.</param>
/// <param name="Key"><c>RSA 2048</c>, <c>ECDSA 256</c>.</param>
public sealed record SigningRequest(string Pem, ImmutableSortedDictionary<string, string> Subject, ImmutableArray<string> Names, ImmutableArray<string> Usages, string KeyFingerprint, string Key)
{
    /// <summary>Bytes of a request in PEM.</summary>
    public const int Largest = 64 * 1024;

    internal const string Label = "CERTIFICATE REQUEST", OldLabel = "NEW CERTIFICATE REQUEST";

    /// <summary>Null: the subject has none.</summary>
    public string? CommonName => Subject.GetValueOrDefault(Certificate.CommonName.Name);

    /// <summary>A request in PEM: subject C, ST, L, O, OU, CN in this order, dNSNames, usages and key usage.</summary>
    /// <param name="srvNames">
    /// Domains to ask an SRVName of XMPP for too (<c>_xmpp-server.</c>, RFC 4985). Never XmppAddr: ejabberd 23.01 ends the incoming stream of a peer whose certificate has one.
    /// </param>
    /// <exception cref="ArgumentException">A usage of <paramref name="wanted"/> is unknown (<see cref="UsageNames.ToOid"/>).</exception>
    public static string Create(KeyPair key, WantedCertificate wanted, IReadOnlyCollection<string> srvNames) => RequestWriter.Write(key, wanted, srvNames);

    /// <summary>Null when the text holds no request, or one whose signature does not fit: both say that nobody with that key asked for this.</summary>
    public static SigningRequest? Read(string pem) => pem.Length > Largest ? null
        : Certificates.Pem.Blocks(pem).Where(block => block.Label is Label or OldLabel).Select(block => RequestReader.Read(pem, block.Der)).FirstOrDefault(request => request is not null);
}
