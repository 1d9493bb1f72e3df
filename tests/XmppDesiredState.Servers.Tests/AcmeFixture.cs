namespace XmppDesiredState.Servers.Tests;

/// <summary>An ACME CA and the name server it asks, for the tests of a class.</summary>
public sealed class AcmeFixture : IAsyncLifetime
{
    public NamedServer Dns { get; private set; } = null!;

    public PebbleServer Acme { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Dns = await NamedServer.StartAsync(new DnsZone("contoso.test"));
        Acme = await PebbleServer.StartAsync(Dns, TimeSpan.FromDays(10));
    }

    public async ValueTask DisposeAsync()
    {
        await Acme.DisposeAsync();
        await Dns.DisposeAsync();
    }
}
