using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Servers;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Two hundred partners of which twenty never answer.</summary>
public sealed class BlackHoleTests : IAsyncDisposable
{
    private const int Good = 180, Silent = 8, Full = 6, Unrouted = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Stage = TimeSpan.FromSeconds(30);

    private readonly World world = new();
    private readonly List<Socket> sockets = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in sockets) socket.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_partners_end_with_one_time_out_of_twenty_black_holes()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using FakePeer ours = Peer("contoso.test"), good = Peer("*.good.test");
        var connected = 0;
        await using var silent = new XmppResponder(async peer =>
        {
            Interlocked.Increment(ref connected);
            await peer.SilenceAsync();
        });
        world.With("contoso.test", ours);
        foreach (var i in Enumerable.Range(0, Good)) world.With($"p{i}.good.test", (0, "xmpp.good.test", good.Port));
        foreach (var i in Enumerable.Range(0, Silent)) world.With($"p{i}.silent.test", (0, "xmpp.silent.test", silent.Port));
        foreach (var i in Enumerable.Range(0, Full)) world.With($"p{i}.full.test", (0, "xmpp.full.test", await FullAsync()));
        foreach (var i in Enumerable.Range(0, Unrouted)) world.With($"p{i}.unrouted.test", (0, $"p{i}.unrouted.test", 5269)).WithHost($"p{i}.unrouted.test", IPAddress.Parse($"192.0.2.{i + 1}"));
        // Black holes first, so that nobody who waits for his turn would be behind them by chance.
        string[] domains = [.. Names("silent", Silent), .. Names("full", Full), .. Names("unrouted", Unrouted), .. Names("good", Good)];
        var told = new ConcurrentQueue<PeerVerdict>();
        var allGood = new TaskCompletionSource();
        var settings = world.Settings with { Limits = StreamLimits.Default with { Total = 2 * Stage, Stage = Stage } };

        var running = new Verifier(settings, clock).RunAsync([.. domains.Select(domain => World.Peer(domain, "tls-dialback"))], ["contoso.test"], verdict =>
        {
            told.Enqueue(verdict);
            if (told.Count(one => one.Outgoing.Kind == VerdictKind.Works) == Good) allGood.TrySetResult();
        }, TestContext.Current.CancellationToken);
        await Task.WhenAny(allGood.Task, running).WaitAsync(Patience, TestContext.Current.CancellationToken);

        // No time has passed, and whoever answers has been told.
        Assert.True(allGood.Task.IsCompleted, string.Join('\n', told.Where(verdict => verdict.Outgoing.Kind != VerdictKind.Works).Take(3).Select(LiveVerifierTests.Show)));
        Assert.DoesNotContain(told, verdict => verdict.Peer.Domain.EndsWith(".silent.test", StringComparison.Ordinal));
        Assert.Equal(Silent, Volatile.Read(ref connected));
        Assert.False(running.IsCompleted);

        // One time-out, once.
        clock.Advance(Stage);
        var verdicts = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(domains, verdicts.Select(verdict => verdict.Peer.Domain));
        Assert.Equal(domains.Length, told.Count);
        Assert.All(verdicts[..^Good], verdict => Assert.Equal(VerdictKind.CannotTell, verdict.Kind));
        Assert.All(verdicts[..Silent], verdict => Assert.Equal("XDS6614", Assert.Single(verdict.Outgoing.Findings).Why.Code));
        Assert.All(verdicts[Silent..^Good], verdict => Assert.Equal("XDS6611", Assert.Single(verdict.Outgoing.Findings).Why.Code));
    }

    [Fact]
    public async Task Connections_are_never_more_than_are_allowed_at_once()
    {
        int now = 0, most = 0;
        await using var server = new XmppResponder(async peer =>
        {
            for (int seen = Volatile.Read(ref most), count = Interlocked.Increment(ref now); count > seen && Interlocked.CompareExchange(ref most, count, seen) != seen; seen = Volatile.Read(ref most))
            {
                // Somebody else has raised it.
            }

            await peer.ReadUntilAsync("version='1.0'>");
            Interlocked.Decrement(ref now);
            await peer.SendAsync(XmppResponder.Header + "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
        });
        string[] domains = [.. Names("good", 60)];
        foreach (var domain in domains) world.With(domain, (0, "xmpp.good.test", server.Port));

        var verdicts = await world.RunAsync([.. domains.Select(domain => World.Peer(domain, "tls-dialback"))], world.Settings with { AtOnce = 4 });

        Assert.All(verdicts, verdict => Assert.Equal((VerdictKind.CannotWork, "XDS6615"), (verdict.Outgoing.Kind, verdict.Outgoing.Findings[0].Why.Code)));
        Assert.InRange(most, 1, 4);
    }

    private static IEnumerable<string> Names(string kind, int count) => Enumerable.Range(0, count).Select(i => $"p{i}.{kind}.test");

    private FakePeer Peer(string name) => new() { Certificate = Pair.Issue(world.Authority, [name]).ToPlatform() };

    /// <summary>A port that listens and whose queue is full: the system drops who knocks, as a firewall does.</summary>
    private async Task<int> FullAsync()
    {
        var listener = Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var endpoint = (IPEndPoint)listener.LocalEndPoint!;
        for (var i = 0; i < 4; i++)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            try
            {
                await Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ConnectAsync(endpoint, limit.Token);
            }
            catch (OperationCanceledException)
            {
                // It is full.
                break;
            }
        }

        return endpoint.Port;
    }

    private Socket Keep(Socket socket)
    {
        sockets.Add(socket);
        return socket;
    }
}
