namespace XmppDesiredState.Servers.Tests;

public sealed class NamedServerTests : IAsyncLifetime
{
    private NamedServer server = null!;

    public async ValueTask InitializeAsync() => server = await NamedServer.StartAsync(
        new DnsZone("contoso.test", "xmpp A 127.0.0.1", "_xmpp-server._tcp SRV 0 0 5269 xmpp"), new DnsZone("fabrikam.test", "@ A 127.0.0.2"));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Zones_AsGiven_AreServed()
    {
        Assert.Equal(["127.0.0.1"], await server.QueryAsync("xmpp.contoso.test", "A"));
        Assert.Equal(["0 0 5269 xmpp.contoso.test."], await server.QueryAsync("_xmpp-server._tcp.contoso.test", "SRV"));
        Assert.Equal(["127.0.0.2"], await server.QueryAsync("fabrikam.test", "A"));
    }

    [Fact]
    public async Task Update_Signed_IsAccepted()
    {
        await server.UpdateAsync("update add _acme-challenge.contoso.test. 5 TXT \"answer\"");
        Assert.Equal(["\"answer\""], await server.QueryAsync("_acme-challenge.contoso.test", "TXT"));
    }

    [Fact]
    public async Task Update_Unsigned_IsRefused()
    {
        var result = await Tool.RunAsync(["nsupdate"], input: $"server 127.0.0.1 {server.Endpoint.Port}\nupdate add a.contoso.test. 5 A 127.0.0.9\nsend\n");

        Assert.Contains("REFUSED", result.Error, StringComparison.Ordinal);
        Assert.Empty(await server.QueryAsync("a.contoso.test", "A"));
    }

    [Fact]
    public async Task Transfer_OnlyWithTheKey_IsGiven()
    {
        string[] dig = ["dig", "@127.0.0.1", "-p", $"{server.Endpoint.Port}", "fabrikam.test", "AXFR"];

        Assert.Contains("127.0.0.2", (await Tool.RunAsync([.. dig, "-k", server.Key.File])).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.2", (await Tool.RunAsync(dig)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_LeavesNothing()
    {
        var process = server.ProcessId;

        await server.DisposeAsync();

        Left.Nothing(server.Folder, process, server.Endpoint);
    }

    [Fact]
    public async Task Start_WithAZoneItCannotRead_SaysWhy()
    {
        var exception = await Assert.ThrowsAsync<ServerException>(() => NamedServer.StartAsync(new DnsZone("contoso.test", "www A oops")));

        Assert.Contains("contoso.test.zone:5", exception.Message, StringComparison.Ordinal);
    }
}
