using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Certificates;

/// <summary>Whether a chain leads to one of certain roots: without downloads or revocation.</summary>
public static class ChainCheck
{
    /// <summary>Null when it leads to one of the given roots, else where it breaks. The machine's own roots do not count. That the leaf itself is out of its time is not said.</summary>
    /// <param name="certificates">The leaf first, not empty.</param>
    public static string? Break(ImmutableArray<ParsedCertificate> certificates, IReadOnlyCollection<ParsedCertificate> roots, DateTimeOffset now) => Find(certificates, roots, now);

    /// <summary>As <see cref="Break"/>, with the roots that this machine trusts.</summary>
    /// <param name="certificates">The leaf first, not empty.</param>
    public static string? BreakBeforeMachineRoots(ImmutableArray<ParsedCertificate> certificates, DateTimeOffset now) => Find(certificates, null, now);

    private static string? Find(ImmutableArray<ParsedCertificate> certificates, IReadOnlyCollection<ParsedCertificate>? roots, DateTimeOffset now)
    {
        var loaded = new List<X509Certificate2>();
        try
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = roots is null ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            foreach (var root in roots ?? []) chain.ChainPolicy.CustomTrustStore.Add(Load(root, loaded));
            foreach (var issuer in certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(Load(issuer, loaded));
            var isGood = chain.Build(Load(certificates[0], loaded));
            loaded.AddRange(chain.ChainElements.Select(element => element.Certificate));
            return isGood ? null : Describe(chain, certificates[0]);
        }
        catch (CryptographicException problem)
        {
            return Foreign.Line(problem.Message.TrimEnd('.'));
        }
        finally
        {
            foreach (var certificate in loaded) certificate.Dispose();
        }
    }

    private static X509Certificate2 Load(ParsedCertificate certificate, List<X509Certificate2> loaded)
    {
        var it = X509CertificateLoader.LoadCertificate(certificate.Der.AsSpan());
        loaded.Add(it);
        return it;
    }

    private static string? Describe(X509Chain chain, ParsedCertificate leaf)
    {
        foreach (var element in chain.ChainElements)
        {
            foreach (var status in element.ChainElementStatus)
            {
                var isLeaf = element.Certificate.RawDataMemory.Span.SequenceEqual(leaf.Der.AsSpan());
                // The judgement has said so already, in its own words.
                if (isLeaf && status.Status == X509ChainStatusFlags.NotTimeValid) continue;
                return Foreign.Line(status.Status switch
                {
                    X509ChainStatusFlags.PartialChain => $"the issuer of {element.Certificate.Subject}, {element.Certificate.Issuer}, is neither in the chain nor among the trusted roots",
                    X509ChainStatusFlags.UntrustedRoot => $"it ends at {element.Certificate.Subject}, which is not among the trusted roots",
                    X509ChainStatusFlags.NotTimeValid => $"{element.Certificate.Subject} is valid from {element.Certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {element.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}",
                    _ => $"{element.Certificate.Subject}: {status.StatusInformation.TrimEnd('.', ' ', '\r', '\n')} ({status.Status})",
                });
            }
        }

        return null;
    }
}
