using XmppDesiredState.Files;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>
/// A federation that was applied once and then changed in the files: seven creates, three updates, a delete, spread over two providers.
/// Knows how everything looks before and after the second apply, so that what a killed one left can be judged byte by byte.
/// </summary>
internal sealed class KillScene : IDisposable
{
    private const string Zone = "zones/contoso.com.zone";
    private readonly Sandbox seed;
    private readonly SortedDictionary<string, string> before;
    private readonly SortedDictionary<string, string> after;
    private readonly string record;

    private KillScene(Sandbox seed, Sandbox whole, TimeSpan takes)
    {
        (this.seed, Takes) = (seed, takes);
        (before, after, record) = (Live(seed), Live(whole), whole.Read(".xmppstate/last-applied.json"));
    }

    /// <summary>How long an apply takes here that nobody kills.</summary>
    public TimeSpan Takes { get; }

    public static async Task<KillScene> CreateAsync()
    {
        var seed = Sandbox.Of("quickstart");
        (await seed.RunAsync("apply", "--auto-approve")).Ended(0);
        seed.Write("live/partner/byhand.example.yaml", "type: Federated\nnegotiation: sasl-over-tls\n");
        var partners = string.Concat(Enumerable.Range(1, 6).Select(number => $"    - {{ domain: partner{number}.example, type: Federated, negotiation: sasl-over-tls }}\n"));
        seed.Edit("desired.yaml", "negotiation: sasl-or-tls-dialback\n", "negotiation: tls-dialback\n" + partners);
        seed.Edit("desired.yaml", "domain: chat.wingtiptoys.com", "domain: xmpp.wingtiptoys.com");
        seed.Edit("desired.yaml", "No XMPP for finance", "Finance has no XMPP");
        seed.Edit("desired.yaml", "ttl: 1h", "ttl: 2h");
        using var whole = seed.Copy();
        var applied = (await whole.RunAsync("apply", "--auto-approve")).Ended(0).Says("7 added, 3 changed, 1 destroyed.");
        return new KillScene(seed, whole, applied.Took);
    }

    /// <summary>The scene before the apply, in a folder of its own.</summary>
    public Sandbox Open() => seed.Copy();

    /// <summary>Nothing is half-written, in whatever moment the apply was killed.</summary>
    public void CheckKilled(Sandbox killed)
    {
        foreach (var (file, content) in Live(killed))
        {
            if (file.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal)) continue;
            Assert.True(before.GetValueOrDefault(file) == content || after.GetValueOrDefault(file) == content, $"{file} is neither as it was nor as it shall be:\n{Text(content)}");
        }

        Assert.Equal("type: Federated\nnegotiation: sasl-over-tls\n", killed.Read("live/partner/byhand.example.yaml"));
    }

    /// <summary>Another apply finishes what was begun, as if nothing had been.</summary>
    public async Task CheckConvergesAsync(Sandbox killed)
    {
        (await killed.RunAsync("apply", "--auto-approve")).Ended(0);
        (await killed.RunAsync("plan", "--detailed-exitcode")).Ended(0);
        var live = Live(killed).Where(file => !file.Key.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal));
        Assert.Equal(after.Select(file => (file.Key, Text(file.Value))), live.Select(file => (file.Key, Text(file.Value))));
        Assert.Equal(record, killed.Read(".xmppstate/last-applied.json"));
    }

    /// <summary>What is checked only now and then: other programs' opinions, and that what was ours still is.</summary>
    public static async Task CheckThoroughlyAsync(Sandbox killed)
    {
        (await Zones.CheckAsync(killed, Zone)).Ended(0);
        (await killed.RunAsync("unlock")).Ended(0).Says("is not locked.");
        (await killed.RunAsync("runs")).Ended(0).Never("unknown");
        killed.Edit("desired.yaml", "    - { domain: partner3.example, type: Federated, negotiation: sasl-over-tls }\n", "");
        (await killed.RunAsync("apply", "--auto-approve")).Ended(0).Says("0 added, 0 changed, 1 destroyed.");
        Assert.False(killed.Has("live/partner/partner3.example.yaml"));
    }

    public void Dispose() => seed.Dispose();

    // The serial of the zone grows by one with every write, and from midnight on it is another day's.
    private static SortedDictionary<string, string> Live(Sandbox sandbox)
    {
        var live = sandbox.Snapshot("live");
        foreach (var (file, content) in sandbox.Snapshot("zones"))
        {
            var lines = Text(content).Split('\n').Where(line => !line.Contains("; serial", StringComparison.Ordinal));
            live[file] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        return live;
    }

    private static string Text(string content) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(content));
}
