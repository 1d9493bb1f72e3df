using XmppDesiredState.Federation.Streams;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Streams;

/// <summary>A probe with limits that suit tests.</summary>
internal static class Probe
{
    /// <summary>Long enough for a busy machine; nothing that is expected to answer comes near it.</summary>
    public static readonly StreamLimits Patient = StreamLimits.Default with { Total = TimeSpan.FromSeconds(30), Stage = TimeSpan.FromSeconds(30) };

    /// <summary>For peers that never answer; enough for the stages in which they do.</summary>
    public static readonly StreamLimits Hasty = StreamLimits.Default with { Total = TimeSpan.FromSeconds(10), Stage = TimeSpan.FromMilliseconds(800) };

    public static StreamTarget Target(string address, bool directTls = false, StreamGoal goal = StreamGoal.Certificate)
    {
        Assert.True(StreamEndpoint.TryParse(address, null, out var endpoint));
        return new StreamTarget(endpoint, "contoso.test", "fabrikam.test", directTls) { Goal = goal };
    }

    public static Task<StreamReport> RunAsync(StreamTarget target, StreamLimits? limits = null) => StreamProbe.RunAsync(target, limits ?? Patient, TimeProvider.System, CancellationToken.None);

    /// <summary>Against a server that plays this script.</summary>
    public static async Task<StreamReport> AgainstAsync(Func<XmppResponder.Peer, Task> script, bool directTls = false, StreamGoal goal = StreamGoal.Certificate, StreamLimits? limits = null)
    {
        await using var server = new XmppResponder(script);
        return await RunAsync(Target(server.Address, directTls, goal), limits);
    }
}
