using System.Net;

namespace XmppDesiredState.Servers.Tests;

public sealed class PebbleServerTests(AcmeFixture fixture) : IClassFixture<AcmeFixture>
{
    [Fact]
    public async Task Directory_WithTheCaFile_IsTrustedByCurl()
    {
        var result = await Tool.RunAsync(["curl", "-sS", "--cacert", fixture.Acme.CaFile, fixture.Acme.Directory]);

        Assert.Contains("\"newOrder\"", result.Succeeded().Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Tool.RunAsync(["curl", "-sS", fixture.Acme.Directory])).ExitCode);
    }

    [Fact]
    public async Task Root_IsNotTheListenersCa()
    {
        var root = await fixture.Acme.ReadRootAsync();

        Assert.Contains("Pebble Root CA", (await Tool.RunAsync(["openssl", "x509", "-noout", "-subject"], input: root)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_LeavesNothing()
    {
        var acme = await PebbleServer.StartAsync(fixture.Dns);
        var (process, url) = (acme.ProcessId, new Uri(acme.Directory));

        await acme.DisposeAsync();

        Left.Nothing(acme.Folder, process, new IPEndPoint(IPAddress.Loopback, url.Port));
    }
}
