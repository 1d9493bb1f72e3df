using System.Collections.Immutable;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>What the servers did and what verify says of it, gathered once.</summary>
public sealed class Evidence : IAsyncLifetime
{
    internal ImmutableDictionary<VerdictRow, RealFederation> Truth { get; private set; } = [];

    internal ImmutableDictionary<Standpoint, ImmutableDictionary<VerdictRow, PeerVerdict>> Verdicts { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var scene = new FederationScene();
        await scene.InitializeAsync();
        // The servers first: keys that verify gives to dialback fail, and ejabberd then waits before it connects again.
        Truth = await Ground.TruthAsync(scene);
        var seen = await Task.WhenAll(Enum.GetValues<Standpoint>().Select(async standpoint => KeyValuePair.Create(standpoint, await Look.FromAsync(scene, standpoint, Truth))));
        Verdicts = seen.ToImmutableDictionary();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
