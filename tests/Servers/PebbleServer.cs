using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Servers;

/// <summary>
/// Pebble 2.4, an ACME CA that asks a <see cref="NamedServer"/> for the answers to its challenges. Its listener has a certificate of a CA made for it, as an
/// ACME client trusts no other: <see cref="CaFile"/>. The root that issues is another one, new with each start.
/// </summary>
public sealed class PebbleServer : IAsyncDisposable
{
    // No dice and no waiting: the defaults reject 5 % of good nonces, sleep up to 15 s before a validation, and pass half of the names without a challenge.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["PEBBLE_VA_NOSLEEP"] = "1",
        ["PEBBLE_WFE_NONCEREJECT"] = "0",
        ["PEBBLE_AUTHZREUSE"] = "0",
    };

    private readonly ServerFolder folder;
    private readonly ServerProcess process;
    private readonly HttpClient http;
    private readonly int management;

    private PebbleServer(ServerFolder folder, ServerProcess process, HttpClient http, int port, int management)
    {
        (this.folder, this.process, this.http, this.management) = (folder, process, http, management);
        Directory = DirectoryOn(port).AbsoluteUri;
    }

    /// <summary>The URL an ACME client begins with.</summary>
    public string Directory { get; }

    /// <summary>PEM: whom to trust on the way to <see cref="Directory"/>.</summary>
    public string CaFile => folder["ca.pem"];

    public string Folder => folder.Path;

    public int ProcessId => process.Id;

    /// <param name="resolver">Where TXT records are looked up.</param>
    /// <param name="lifetime">Of the certificates it issues; 90 days unless told.</param>
    public static async Task<PebbleServer> StartAsync(NamedServer resolver, TimeSpan? lifetime = null)
    {
        var folder = new ServerFolder();
        HttpClient? http = null;
        try
        {
            var (port, management) = (FreePort.Take(), FreePort.Take());
            await MakeCertificatesAsync(folder);
            var client = http = Client(folder["ca.pem"]);
            folder.Write("pebble.json", Configuration(port, management, lifetime ?? TimeSpan.FromDays(90)));
            var process = await ServerProcess.StartAsync(folder, [Tool.Find("pebble"), "-config", "pebble.json", "-dnsserver", $"{resolver.Endpoint}"],
                async () => await AnswersAsync(client, DirectoryOn(port)) && await AnswersAsync(client, RootOn(management)), Settings);
            return new PebbleServer(folder, process, client, port, management);
        }
        catch
        {
            http?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The root its certificates lead to, PEM.</summary>
    public Task<string> ReadRootAsync() => http.GetStringAsync(RootOn(management));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static Uri RootOn(int port) => new($"https://127.0.0.1:{port}/roots/0");

    private static Uri DirectoryOn(int port) => new($"https://127.0.0.1:{port}/dir");

    private static async Task MakeCertificatesAsync(ServerFolder folder)
    {
        string[] key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        await OpensslAsync(["req", "-x509", .. key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Listener CA"]);
        await OpensslAsync(["req", .. key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]);
        await OpensslAsync(["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-copy_extensions", "copy", "-days", "30", "-out", "server.pem"]);

        async Task OpensslAsync(string[] arguments) => (await Tool.RunAsync(["openssl", .. arguments], folder.Path)).Succeeded();
    }

    private static HttpClient Client(string caFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { Timeout = TimeSpan.FromSeconds(10) };
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url)
    {
        try
        {
            using var response = await client.GetAsync(url);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Configuration(int port, int management, TimeSpan lifetime) => $$"""
        { "pebble": {
          "listenAddress": "127.0.0.1:{{port}}", "managementListenAddress": "127.0.0.1:{{management}}",
          "certificate": "server.pem", "privateKey": "server.key",
          "httpPort": {{FreePort.Take()}}, "tlsPort": {{FreePort.Take()}}, "ocspResponderURL": "", "externalAccountBindingRequired": false,
          "certificateValidityPeriod": {{(long)lifetime.TotalSeconds}} } }
        """;
}
