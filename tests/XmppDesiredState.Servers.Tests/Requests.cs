using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Servers.Tests;

/// <summary>Keys and requests as openssl makes them, and what it says of what came back.</summary>
internal sealed class Requests : IDisposable
{
    private readonly ServerFolder folder = new();

    public string Folder => folder.Path;

    public string CertificateFile => folder["fullchain.pem"];

    public string KeyFile => folder["key.pem"];

    public string RequestFile => folder["request.pem"];

    /// <summary>A new key (0600) and a request for it, in place of those before.</summary>
    public async Task<string> CreateAsync(params string[] names)
    {
        (await Tool.RunAsync(["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", KeyFile, "-out", RequestFile, "-subj", $"/CN={names[0]}",
            "-addext", $"subjectAltName={string.Join(',', names.Select(name => $"DNS:{name}"))}", "-addext", "extendedKeyUsage=serverAuth,clientAuth"])).Succeeded();
        return RequestFile;
    }

    /// <summary>A new key, and the certificate a CA gives for it, in place of those before. Its thumbprint.</summary>
    public async Task<string> InstallAsync(OpensslCa ca, params string[] names)
    {
        var chain = await ca.Issuer().IssueAsync(await CreateAsync(names));
        folder.Write("fullchain.pem", chain);
        using var leaf = X509Certificate2.CreateFromPem(chain);
        return leaf.Thumbprint;
    }

    /// <summary>Whether openssl finds a way from the first certificate of the text to the root, and the request's key in it.</summary>
    public async Task VerifyAsync(string chain, string root)
    {
        var (chainFile, rootFile) = (folder.Write("issued.pem", chain), folder.Write("root.pem", root));
        (await Tool.RunAsync(["openssl", "verify", "-CAfile", rootFile, "-untrusted", chainFile, chainFile])).Succeeded();
        Assert.Equal(await KeyAsync("req", RequestFile), await KeyAsync("x509", chainFile));
    }

    public async Task<string> TextAsync(string chain) =>
        (await Tool.RunAsync(["openssl", "x509", "-noout", "-ext", "subjectAltName,extendedKeyUsage", "-dates"], input: chain)).Succeeded().Output;

    public void Dispose() => folder.Dispose();

    public static async Task<string> KeyAsync(string kind, string file) => (await Tool.RunAsync(["openssl", kind, "-in", file, "-noout", "-pubkey"])).Succeeded().Output;
}
