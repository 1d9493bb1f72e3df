using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What the topology says of XMPP, read once: it is checked and never changed.</summary>
/// <param name="Target">Whose configuration store this is.</param>
/// <param name="Refusal">The deployment has no XMPP at all.</param>
internal sealed record LyncFacts(string Target, Diagnostic? Refusal, ImmutableArray<Diagnostic> Notes)
{
    /// <exception cref="ProviderException">No session could be had.</exception>
    public static async Task<LyncFacts> ReadAsync(LyncClient client, CancellationToken cancellationToken)
    {
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        var place = await client.PlaceAsync(cancellationToken);
        var store = await TryAsync(client.StoreAsync, notes, cancellationToken);
        var replicas = await TryAsync(client.ReplicasAsync, notes, cancellationToken);
        var sites = await TryAsync(client.SitesAsync, notes, cancellationToken);
        var pools = await TryAsync(client.EdgePoolsAsync, notes, cancellationToken);
        return Of(place, store, replicas, sites, pools, notes);
    }

    /// <param name="place">Where it was read, should nothing better tell whose configuration store it is.</param>
    /// <param name="notes">What was found before; null rows are those that could not be read.</param>
    public static LyncFacts Of(string place, ImmutableArray<LyncRow>? store, ImmutableArray<LyncRow>? replicas, ImmutableArray<LyncRow>? sites, ImmutableArray<LyncRow>? pools, ImmutableArray<Diagnostic>.Builder notes)
    {
        if (pools is { IsEmpty: true }) notes.Add(NotReady("The topology has no Edge pool, so no partner can be reached.", "Add an Edge pool with XMPP federation enabled in Topology Builder, and publish."));
        // A property that the object does not have says nothing.
        if (sites is { IsEmpty: false } known && known.All(site => site.Values.ContainsKey("XmppFederationRoute")) && known.All(site => site["XmppFederationRoute"].Length == 0))
            notes.Add(NotReady("No site has an XMPP federation route, so no partner can be reached.", "Assign the site's XMPP federation route in Topology Builder, publish, and run Setup on Front End and Edge."));
        foreach (var pool in (pools ?? []).Where(pool => pool.Values.TryGetValue("XmppListeningPort", out var port) && port is "" or "0"))
            notes.Add(NotReady($"XMPP federation is not enabled on the Edge pool {pool["PoolFqdn"]}.", "Tick it in Topology Builder (port 5269), publish, and run Setup there."));
        var versions = (replicas ?? []).Select(replica => replica["ProductVersion"]).Where(version => version.Length > 0).ToArray();
        var refusal = versions.Length > 0 && versions.All(version => version.StartsWith("7.", StringComparison.Ordinal))
            ? LyncDiagnostics.NoXmpp.At(null, $"Every replica runs Skype for Business Server 2019 ({versions[0]}).", "Declare the partners where there is an XMPP gateway.") : null;
        var master = store?.Select(row => row["ActiveMasterFqdn"]).FirstOrDefault(name => name.Length > 0);
        return new LyncFacts($"lync {master ?? place.ToLowerInvariant()}", refusal, notes.ToImmutable());
    }

    private static async Task<ImmutableArray<LyncRow>?> TryAsync(Func<CancellationToken, Task<ImmutableArray<LyncRow>>> read, ImmutableArray<Diagnostic>.Builder notes, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (ProviderException problem)
        {
            notes.Add(LyncDiagnostics.FactsUnread.At(null, $"The topology was not checked: {problem.Diagnostic.Summary}", problem.Diagnostic.Fix));
            return null;
        }
    }

    private static Diagnostic NotReady(string summary, string fix) => LyncDiagnostics.NotReady.At(null, summary, fix);
}
