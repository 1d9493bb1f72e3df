using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>The certificates of the scene, made by openssl.</summary>
internal sealed class SceneCertificates : IDisposable
{
    private readonly ServerFolder folder = new();
    private readonly OpensslCa ca, other;

    private SceneCertificates(OpensslCa ca, OpensslCa other) => (this.ca, this.other) = (ca, other);

    /// <summary>The only root that the servers trust, and the probe.</summary>
    public string RootFile => ca.RootFile;

    public static async Task<SceneCertificates> CreateAsync() => new(await OpensslCa.CreateAsync(), await OpensslCa.CreateAsync());

    /// <summary>One certificate for all these domains.</summary>
    public Task<(string Chain, string Key)> ShareAsync(string name, IEnumerable<string> domains) => IssueAsync(name, string.Join(',', domains.Select(domain => $"DNS:{domain}")), ca, new());

    /// <summary>A certificate for one domain.</summary>
    public async Task<(string Chain, string Key)> CreateAsync(string domain, CertificateKind kind)
    {
        var (names, now) = ($"DNS:{domain}", DateTimeOffset.UtcNow);
        return kind switch
        {
            CertificateKind.Expired => await IssueAsync(domain, names, ca, new() { NotBefore = now.AddDays(-30), NotAfter = now.AddDays(-1) }),
            CertificateKind.NotYetValid => await IssueAsync(domain, names, ca, new() { NotBefore = now.AddDays(2), NotAfter = now.AddDays(30) }),
            CertificateKind.OtherName => await IssueAsync(domain, "DNS:northwind.test", ca, new()),
            CertificateKind.SelfSigned => await SignItselfAsync(domain),
            CertificateKind.OtherRoot => await IssueAsync(domain, names, other, new()),
            CertificateKind.ServerAuthOnly => await IssueAsync(domain, names, ca, new() { ExtendedKeyUsage = "serverAuth" }),
            CertificateKind.ClientAuthOnly => await IssueAsync(domain, names, ca, new() { ExtendedKeyUsage = "clientAuth" }),
            CertificateKind.Wildcard => await IssueAsync(domain, $"DNS:*{domain[domain.IndexOf('.', StringComparison.Ordinal)..]}", ca, new()),
            CertificateKind.SrvNameOnly => await IssueAsync(domain, $"otherName:1.3.6.1.5.5.7.8.7;IA5STRING:_xmpp-server.{domain}", ca, new()),
            CertificateKind.OtherKey => ((await IssueAsync(domain, names, ca, new())).Chain, (await IssueAsync($"{domain}-other", names, ca, new())).Key),
            _ => await IssueAsync(domain, names, ca, new()),
        };
    }

    public void Dispose()
    {
        ca.Dispose();
        other.Dispose();
        folder.Dispose();
    }

    private async Task<(string Chain, string Key)> IssueAsync(string name, string names, OpensslCa issuer, OpensslCaTerms terms)
    {
        var (request, key) = (folder[$"{name}.csr"], folder[$"{name}.key"]);
        await OpensslAsync(["req", "-out", request, "-keyout", key, "-subj", $"/CN={name}", .. NewKey]);
        var usage = terms.ExtendedKeyUsage ?? "serverAuth,clientAuth";
        return (folder.Write($"{name}.pem", await issuer.Issuer(terms with { SubjectAltName = names, ExtendedKeyUsage = usage }).IssueAsync(request)), key);
    }

    private async Task<(string Chain, string Key)> SignItselfAsync(string domain)
    {
        var (chain, key) = (folder[$"{domain}.pem"], folder[$"{domain}.key"]);
        await OpensslAsync(["req", "-x509", "-out", chain, "-keyout", key, "-subj", $"/CN={domain}", "-days", "30", "-addext", $"subjectAltName=DNS:{domain}", .. NewKey]);
        return (chain, key);
    }

    private static string[] NewKey => ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

    private static async Task OpensslAsync(string[] arguments) => (await Tool.RunAsync(["openssl", .. arguments])).Succeeded();
}
