using XmppDesiredState.Servers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>
/// From nothing to a certificate that the wire shows, and from there to one with a further name: with Prosody as the service and three real ways to a CA,
/// run as their recipes in the README of <c>command-issuer</c> say.
/// </summary>
[TakesLong(55)]
public sealed class IssuanceSpecs : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> servers = [];
    private readonly List<IDisposable> clients = [];

    [Theory]
    [InlineData("lego")]
    [InlineData("dehydrated")]
    [InlineData("openssl ca")]
    public async Task I_can_go_from_a_name_to_the_wire_in_one_apply(string issuer)
    {
        await using var scene = await CertificateScene.CreateAsync(await IssuerAsync(issuer), "m1");
        Assert.Null(await OpensslClient.DirectTlsAsync(scene.Servers["m1"].DirectTls, CertificateScene.Domain));
        (await scene.RunAsync("plan", "--detailed-exitcode")).Ended(2).Says("+ covers  contoso.test").Says("m1  no certificate → the new certificate");
        (await scene.ApplyAsync()).Ended(0).Says("Apply complete! Resources: 1 added, 1 changed, 0 destroyed.");
        var first = await scene.HoldsAsync();

        scene.Names = ["contoso.test", "chat.contoso.test"];
        (await scene.RunAsync("plan", "--detailed-exitcode", "--out", "plan.json")).Ended(2).Says("~ renew: names missing").Says("+ covers  chat.contoso.test");
        (await scene.RunAsync("apply", "plan.json")).Ended(0).Says("0 added, 2 changed, 0 destroyed.");

        Assert.NotEqual(first, await scene.HoldsAsync());
        (await scene.RunAsync("apply", "plan.json")).Ended(0).Says("0 added, 0 changed");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        foreach (var server in Enumerable.Reverse(servers)) await server.DisposeAsync();
    }

    private async Task<IssuerCommand> IssuerAsync(string name)
    {
        if (name == "openssl ca") return Using(await OpensslCa.CreateAsync()).Issuer();
        var dns = await NamedServer.StartAsync(new DnsZone("contoso.test", "@ A 127.0.0.1", "chat A 127.0.0.1"));
        servers.Add(dns);
        var acme = await PebbleServer.StartAsync(dns);
        servers.Add(acme);
        return name == "lego" ? Using(new Lego(dns, acme)).Issuer : Using(new Dehydrated(dns, acme)).Issuer;
    }

    private T Using<T>(T client)
        where T : IDisposable
    {
        clients.Add(client);
        return client;
    }
}
