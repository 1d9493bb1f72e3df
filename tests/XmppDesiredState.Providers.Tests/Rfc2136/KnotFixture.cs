using XmppDesiredState.Servers;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class KnotFixture : IAsyncLifetime
{
    private int zones;

    public KnotServer Server { get; private set; } = null!;

    public string NextZone() => DnsSubject.Serve[Interlocked.Increment(ref zones) - 1].Name;

    public async ValueTask InitializeAsync() => Server = await KnotServer.StartAsync(DnsSubject.Serve);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
