using XmppDesiredState.Servers;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class NamedFixture : IAsyncLifetime
{
    private int zones;

    public NamedServer Server { get; private set; } = null!;

    public string NextZone() => DnsSubject.Serve[Interlocked.Increment(ref zones) - 1].Name;

    public async ValueTask InitializeAsync() => Server = await NamedServer.StartAsync(DnsSubject.Serve);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
