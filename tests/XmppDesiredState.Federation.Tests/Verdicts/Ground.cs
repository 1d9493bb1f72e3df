using System.Collections.Immutable;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Has the servers federate, for every row at once.</summary>
internal static class Ground
{
    private const string Show = "s2s:show(nil, {{title='From',width=40,key='from_host'},{title='To',width=40,key='to_host'},{title='Type',width=20,key='type'},'secure','s2s_sasl'})";

    public static async Task<ImmutableDictionary<VerdictRow, RealFederation>> TruthAsync(FederationScene scene)
    {
        // Each ping is a process; the servers share the machine with them.
        using var places = new SemaphoreSlim(24);
        var pings = await Task.WhenAll(VerdictRow.All.Select(async row => (Row: row, Pings: await PingAsync(scene, row, places))));
        var streams = (await Task.WhenAll(VerdictRow.All.Select(row => row.Ours.Server).Distinct().Select(server => StreamsAsync(scene.Prosody(server))))).SelectMany(seen => seen).ToLookup(seen => (seen.From, seen.To), seen => seen.Method);
        return pings.ToImmutableDictionary(pair => pair.Row, pair =>
        {
            var (there, back) = (streams[(pair.Row.Ours.Domain, pair.Row.Theirs.Domain)].FirstOrDefault(), streams[(pair.Row.Theirs.Domain, pair.Row.Ours.Domain)].FirstOrDefault());
            return new RealFederation(pair.Pings.Ours, there, back, there is not null || back is not null || pair.Pings.Theirs is not null);
        });
    }

    // Where our stream there fails, they have nothing to answer, and are asked to ping us.
    private static async Task<(S2sPing Ours, S2sPing? Theirs)> PingAsync(FederationScene scene, VerdictRow row, SemaphoreSlim places)
    {
        await places.WaitAsync();
        try
        {
            var (ours, theirs) = (row.Ours.Domain, row.Theirs.Domain);
            var ping = await S2sPing.RunAsync(scene.Prosody(row.Ours.Server), ours, theirs);
            var canPing = row.Theirs.IsServed && row.Theirs.Server != Server.Ejabberd;
            return (ping, ping.IsPong || ping.IsSilence || !canPing ? null : await S2sPing.RunAsync(scene.Prosody(row.Theirs.Server), theirs, ours));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>The authenticated streams that <c>s2s:show</c> shows.</summary>
    private static async Task<IEnumerable<(string From, string To, AuthenticationMethods? Method)>> StreamsAsync(ProsodyServer server) =>
        from line in (await server.ShellAsync(Show)).Succeeded().Output.Split('\n')
        let columns = line.Split('|', StringSplitOptions.TrimEntries)
        where columns is [_, _, "s2sin" or "s2sout", _, _]
        select (columns[0], columns[1], (AuthenticationMethods?)(columns switch
        {
            [.., "Succeeded"] => AuthenticationMethods.SaslOverTls,
            [.., "insecure", _] => AuthenticationMethods.TcpDialback,
            _ => AuthenticationMethods.TlsDialback,
        }));
}
