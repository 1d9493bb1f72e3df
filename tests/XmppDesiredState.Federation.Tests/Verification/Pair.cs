using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>A certificate with its key, from a CA made for one test.</summary>
internal sealed record Pair(ImmutableArray<ParsedCertificate> Chain, KeyPair Key)
{
    private static readonly string[] Both = [UsageNames.ServerAuth, UsageNames.ClientAuth];

    public string Thumbprint => Chain[0].Thumbprint;

    public static CertificateAuthority Authority(string name = "Test root") => CertificateAuthority.Create(name, KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(3650), DateTimeOffset.UtcNow.AddDays(-400));

    /// <param name="from">When it was issued; now unless given.</param>
    /// <param name="days">Of its validity.</param>
    public static Pair Issue(CertificateAuthority authority, string[] names, string[]? usages = null, DateTimeOffset? from = null, int days = 90)
    {
        var key = KeyPair.Create(KeyAlgorithm.Ecdsa, 256);
        var wanted = new WantedCertificate("test", null, ImmutableSortedDictionary<string, string>.Empty, [names[0]], KeyAlgorithm.Ecdsa, 256, Exportable: false, [], [], "");
        var request = SigningRequest.Read(SigningRequest.Create(key, wanted, []))!;
        return new Pair([CertificateFile.Read(authority.Issue(request, names, usages ?? Both, TimeSpan.FromDays(days), from ?? DateTimeOffset.UtcNow))[0], authority.Certificate], key);
    }

    /// <summary>For a server in .NET.</summary>
    public X509Certificate2 ToPlatform() => X509CertificateLoader.LoadPkcs12(Bare().Export(X509ContentType.Pkcs12), null);

    public StreamIdentity ToIdentity() => new(ToPlatform(), []);

    /// <summary>For a real server.</summary>
    public XmppHost ToHost(string domain, ServerFolder folder) => new(domain, folder.Write($"{Thumbprint}.crt", CertificateFile.ToPem(Chain)), folder.Write($"{Thumbprint}.key", Key.ToPem()));

    private X509Certificate2 Bare() => X509Certificate2.CreateFromPem(Chain[0].ToPem(), Key.ToPem());
}
