using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Tls;

/// <summary>A TLS handshake that accepts any certificate, in order to see it.</summary>
internal static class TlsHandshake
{
    // IANA's list of ALPN protocol ids; XEP-0368 §4.
    private static readonly SslApplicationProtocol XmppServer = new("xmpp-server");

    /// <param name="connection">Owned by the result, also when this throws.</param>
    public static async Task<(SslStream Stream, PresentedCertificate Certificate)> RunAsync(Stream connection, string domain, bool withAlpn, StreamIdentity? identity, CancellationToken cancellationToken)
    {
        ImmutableArray<ImmutableArray<byte>> above = [];
        var sent = 0;
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = domain,
                EnabledSslProtocols = SslProtocols.None,
                // A resumed session shows what was presented when it began.
                AllowTlsResume = false,
                AllowRenegotiation = false,
                CertificateChainPolicy = Unjudging(),
#pragma warning disable MA0039, CA5359 // Whatever is presented is what a probe is after; it sends nothing that is worth protecting.
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                {
                    (above, sent) = Above(certificate, chain);
                    return true;
                },
#pragma warning restore MA0039, CA5359
            };
            if (identity is not null) options.ClientCertificateContext = SslStreamCertificateContext.Create(identity.Leaf, [.. identity.Issuers], offline: true);
            if (withAlpn) options.ApplicationProtocols = [XmppServer];
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            var leaf = stream.RemoteCertificate ?? throw new AuthenticationException("The peer presented no certificate.");
            return (stream, new PresentedCertificate([.. leaf.GetRawCertData()], leaf.GetCertHashString(HashAlgorithmName.SHA1), sent, stream.SslProtocol, stream.NegotiatedApplicationProtocol.ToString()) { Above = above });
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    // A chain is built before anybody is asked; this keeps it from the network and from the machine's stores.
    private static X509ChainPolicy Unjudging() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        VerificationFlags = X509VerificationFlags.AllFlags,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
    };

    // Some systems list the leaf among what came with it, others do not. Of an endless list the first are enough to judge by.
    private static (ImmutableArray<ImmutableArray<byte>> Above, int Sent) Above(X509Certificate? leaf, X509Chain? chain)
    {
        var others = (chain?.ChainPolicy.ExtraStore ?? []).DistinctBy(certificate => certificate.Thumbprint, StringComparer.Ordinal).Where(certificate => certificate.Thumbprint != leaf?.GetCertHashString()).ToArray();
        return ([.. others.Take(PresentedCertificate.MostAbove).Select(certificate => ImmutableArray.Create(certificate.RawData))], others.Length + (leaf is null ? 0 : 1));
    }
}
