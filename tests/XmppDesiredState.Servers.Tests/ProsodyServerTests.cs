using System.Net.Sockets;
using System.Text;

namespace XmppDesiredState.Servers.Tests;

public sealed class ProsodyServerTests : IAsyncLifetime
{
    private const string Domain = "contoso.test";

    private readonly Requests files = new();
    private OpensslCa ca = null!;
    private ProsodyServer server = null!;

    public async ValueTask InitializeAsync()
    {
        ca = await OpensslCa.CreateAsync();
        server = await ProsodyServer.StartAsync(Host);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        ca.Dispose();
        files.Dispose();
    }

    private XmppHost Host => new(Domain, files.CertificateFile, files.KeyFile);

    [Fact]
    public async Task FirstCertificate_AfterAReload_IsShownOnBothPorts()
    {
        Assert.DoesNotContain("starttls", await FeaturesAsync(), StringComparison.Ordinal);
        Assert.Null(await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));

        var first = await files.InstallAsync(ca, Domain);
        (await Tool.RunAsync(server.Reload)).Succeeded();

        await ShowsAsync(server, first);
    }

    [Fact]
    public async Task ReplacedCertificate_IsShownAfterAReloadOnly()
    {
        var first = await files.InstallAsync(ca, Domain);
        (await Tool.RunAsync(server.Reload)).Succeeded();
        var process = server.ProcessId;

        var second = await files.InstallAsync(ca, Domain);
        await ShowsAsync(server, first);
        (await Tool.RunAsync(server.Reload)).Succeeded();

        await ShowsAsync(server, second);
        Assert.Equal(process, server.ProcessId);
    }

    [Fact]
    public async Task KeyOfAnotherCertificate_AfterAReload_EndsStartTls()
    {
        var first = await files.InstallAsync(ca, Domain);
        (await Tool.RunAsync(server.Reload)).Succeeded();

        await files.CreateAsync(Domain);
        (await Tool.RunAsync(server.Reload)).Succeeded();

        Assert.DoesNotContain("starttls", await FeaturesAsync(), StringComparison.Ordinal);
        Assert.Equal(first, await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));
    }

    [Fact]
    public async Task Restart_ComesBackWithTheFilesAsTheyAre()
    {
        var process = server.ProcessId!.Value;
        var first = await files.InstallAsync(ca, Domain);

        (await Tool.RunAsync(server.Restart)).Succeeded();

        await ShowsAsync(server, first);
        Assert.NotEqual(process, server.ProcessId);
        Assert.False(Tool.IsRunning(process));
    }

    [Fact]
    public async Task FailNextStarts_DoesNotComeBackAndThenDoes()
    {
        var first = await files.InstallAsync(ca, Domain);

        server.FailNextStarts();
        var failed = await Tool.RunAsync(server.Restart);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("broken-prosody.cfg.lua", failed.Error, StringComparison.Ordinal);
        Assert.Null(server.ProcessId);

        (await Tool.RunAsync(server.Restart)).Succeeded();
        await ShowsAsync(server, first);
    }

    [Fact]
    public async Task Two_WithTheSameDomain_StandSideBySide()
    {
        using var others = new Requests();
        await using var second = await ProsodyServer.StartAsync(new XmppHost(Domain, others.CertificateFile, others.KeyFile));
        var (one, two) = (await files.InstallAsync(ca, Domain), await others.InstallAsync(ca, Domain));

        (await Tool.RunAsync(server.Reload)).Succeeded();
        (await Tool.RunAsync(second.Reload)).Succeeded();

        await ShowsAsync(server, one);
        await ShowsAsync(second, two);
    }

    [Fact]
    public async Task Two_WithAResolver_Federate()
    {
        using var others = new Requests();
        await files.InstallAsync(ca, Domain);
        await others.InstallAsync(ca, "fabrikam.test");
        await using var dns = await NamedServer.StartAsync(new DnsZone("test", "xmpp A 127.0.0.1"));
        await using var here = await ProsodyServer.StartAsync(new XmppServerSettings { Hosts = [Host], Trust = ca.RootFile, Resolver = dns, Lines = ["s2s_secure_auth = true"] });
        await using var there = await ProsodyServer.StartAsync(new XmppServerSettings
        {
            Hosts = [new XmppHost("fabrikam.test", others.CertificateFile, others.KeyFile)],
            Trust = ca.RootFile,
            Resolver = dns,
            Lines = ["s2s_secure_auth = true"],
        });
        await dns.UpdateAsync($"update add _xmpp-server._tcp.{Domain}. 5 SRV 0 0 {here.StartTls.Port} xmpp.test.",
            $"update add _xmpps-server._tcp.fabrikam.test. 5 SRV 0 0 {there.DirectTls.Port} xmpp.test.");

        (await here.ShellAsync($"xmpp:ping('{Domain}', 'fabrikam.test', 10)")).Succeeded();
    }

    [Fact]
    public async Task Stop_LeavesNothing()
    {
        var process = server.ProcessId!.Value;

        await server.DisposeAsync();

        Left.Nothing(server.Folder, process, server.StartTls, server.DirectTls);
    }

    private static async Task ShowsAsync(XmppServer server, string thumbprint)
    {
        Assert.Equal(thumbprint, await OpensslClient.StartTlsAsync(server.StartTls, Domain));
        Assert.Equal(thumbprint, await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));
    }

    /// <summary>What is offered before TLS. openssl would wait for STARTTLS until its end.</summary>
    private async Task<string> FeaturesAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.StartTls);
        client.ReceiveTimeout = 5000;
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' to='{Domain}' version='1.0'>"));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("</stream:features>", StringComparison.Ordinal) && await client.GetStream().ReadAsync(buffer) is > 0 and var read)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }
}
