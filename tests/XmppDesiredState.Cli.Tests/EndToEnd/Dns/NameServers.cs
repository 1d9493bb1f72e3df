using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>A BIND and a Knot that serve the same zones; each test takes one that nobody has used.</summary>
public sealed class NameServers : IAsyncLifetime
{
    private const int Zones = 32;

    private int taken;

    public NamedServer Bind { get; private set; } = null!;

    public KnotServer Knot { get; private set; } = null!;

    public static TheoryData<string> Brands => ["BIND", "Knot"];

    /// <summary>A server and an unused zone, with a file that says nothing yet.</summary>
    internal DnsScene Open(string brand) => new(brand == "BIND" ? Bind : Knot, $"z{Interlocked.Increment(ref taken)}.test");

    public async ValueTask InitializeAsync()
    {
        DnsZone[] zones = [.. Enumerable.Range(1, Zones).Select(number => new DnsZone($"z{number}.test"))];
        (Bind, Knot) = (await NamedServer.StartAsync(zones), await KnotServer.StartAsync(zones));
    }

    public async ValueTask DisposeAsync()
    {
        await Bind.DisposeAsync();
        await Knot.DisposeAsync();
    }
}
