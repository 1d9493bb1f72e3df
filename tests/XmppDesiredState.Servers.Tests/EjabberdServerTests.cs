namespace XmppDesiredState.Servers.Tests;

public sealed class EjabberdServerTests : IAsyncLifetime
{
    private const string Domain = "fabrikam.test";

    private readonly Requests files = new(), others = new();
    private OpensslCa ca = null!;
    private NamedServer dns = null!;
    private EjabberdServer server = null!;

    public async ValueTask InitializeAsync()
    {
        ca = await OpensslCa.CreateAsync();
        dns = await NamedServer.StartAsync(new DnsZone("test"));
        server = await EjabberdServer.StartAsync(new XmppServerSettings { Hosts = [new XmppHost(Domain, files.CertificateFile, files.KeyFile)], Trust = ca.RootFile, Resolver = dns });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dns.DisposeAsync();
        ca.Dispose();
        files.Dispose();
        others.Dispose();
    }

    // One test, as each start takes seconds.
    [Fact]
    public async Task Reload_ShowsTheFirstCertificateAndTheNext_WithWhichItFederates_AndStopLeavesNothing()
    {
        Assert.Null(await OpensslClient.StartTlsAsync(server.StartTls, Domain));
        Assert.Null(await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));
        for (var round = 0; round < 2; round++)
        {
            await ASecondAfterAsync(files.CertificateFile);
            var thumbprint = await files.InstallAsync(ca, Domain);
            (await Tool.RunAsync(server.Reload)).Succeeded();
            await ShowsAsync(thumbprint);
        }

        await FederatesAsync();

        var process = server.ProcessId!.Value;
        await server.DisposeAsync();
        Left.Nothing(server.Folder, process, server.StartTls, server.DirectTls);
    }

    [Fact]
    public async Task Restart_FailsWhenToldAndThenComesBack()
    {
        var (process, thumbprint) = (server.ProcessId!.Value, await files.InstallAsync(ca, Domain));

        server.FailNextStarts();
        var failed = await Tool.RunAsync(server.Restart);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("broken-ejabberd.yml", failed.Error, StringComparison.Ordinal);
        Assert.Null(server.ProcessId);

        (await Tool.RunAsync(server.Restart)).Succeeded();
        await ShowsAsync(thumbprint);
        Assert.False(Tool.IsRunning(process));
    }

    private async Task FederatesAsync()
    {
        await others.InstallAsync(ca, "contoso.test");
        await using var prosody = await ProsodyServer.StartAsync(new XmppServerSettings
        {
            Hosts = [new XmppHost("contoso.test", others.CertificateFile, others.KeyFile)],
            Trust = ca.RootFile,
            Resolver = dns,
            Lines = ["s2s_secure_auth = true"],
        });
        await dns.UpdateAsync($"update add _xmpp-server._tcp.contoso.test. 5 SRV 0 0 {prosody.StartTls.Port} localhost.",
            $"update add _xmpp-server._tcp.{Domain}. 5 SRV 0 0 {server.StartTls.Port} localhost.");

        (await prosody.ShellAsync($"xmpp:ping('contoso.test', '{Domain}', 10)")).Succeeded();
    }

    // A reload takes up a file whose time has changed, and ejabberd looks at whole seconds of it.
    private static async Task ASecondAfterAsync(string file)
    {
        for (var before = File.GetLastWriteTimeUtc(file); DateTime.UtcNow - before < TimeSpan.FromSeconds(1.1);) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private async Task ShowsAsync(string thumbprint)
    {
        Assert.Equal(thumbprint, await OpensslClient.StartTlsAsync(server.StartTls, Domain));
        Assert.Equal(thumbprint, await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));
    }
}
