using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Federation.Dns;

/// <summary>
/// Asks every authoritative server of a zone, again and again within a bound, whether it has what was written. It changes nothing, so one that lags
/// is known: not done, with its name.
/// </summary>
/// <param name="zoneOf">The zone that holds an owner; null: none.</param>
/// <param name="codes">Those of the provider that asks.</param>
public sealed class ZoneSettle(SettleOptions options, Func<string, string?> zoneOf, SettleDescriptors codes, TimeProvider clock, Action<string> progress)
{
    /// <summary>Questions on their way to one server.</summary>
    private const int Parallelism = 16;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(5), Question = TimeSpan.FromSeconds(2);

    private readonly AuthorityClient client = new(options.Resolver, Question);

    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        if (options.Within == TimeSpan.Zero) return [.. steps.Select(step => new StepOutcome(step.Id, StepResult.AlreadyThere))];
        var outcomes = await Task.WhenAll(steps.GroupBy(step => zoneOf(step.Resource.Name), StringComparer.Ordinal).Select(group => RunAsync(group.Key, [.. group], cancellationToken)));
        return [.. outcomes.SelectMany(zone => zone)];
    }

    private async Task<List<StepOutcome>> RunAsync(string? zone, Step[] steps, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        var servers = options.Servers.IsEmpty && zone is not null ? await client.FindAsync(zone, cancellationToken) : [.. options.Servers.Select(endpoint => new AuthoritativeServer(endpoint.ToString(), endpoint))];
        if (zone is null || servers.IsEmpty)
            return [.. steps.Select(step => Failed(step, codes.NoneFound(zone ?? step.Resource.Name)))];

        // Per step, who does not have it yet, and what it says instead.
        var open = steps.ToDictionary(step => step.Id, _ => servers.ToDictionary(server => server, _ => ""));
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.WhenAll(servers.Select(server => AskAsync(server, [.. steps.Where(step => open[step.Id].ContainsKey(server))], open, cancellationToken)));
            var left = options.Within - clock.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero || open.Values.All(lagging => lagging.Count == 0)) break;
            if (pause == FirstPause) progress($"waiting for the name servers of {zone}");
            await Task.Delay(pause < left ? pause : left, clock, cancellationToken);
        }

        var serials = open.Values.All(lagging => lagging.Count == 0) ? [] : await SerialsAsync(zone, servers, cancellationToken);
        var findings = await ExamineAsync(steps.Where(step => open[step.Id].Count == 0), cancellationToken);
        return [.. steps.Select(step => open[step.Id].Count == 0
            ? new StepOutcome(step.Id, StepResult.Applied, findings.GetValueOrDefault(step.Id))
            : Failed(step, codes.LagsAt(step.Resource.Name, options.Within, open[step.Id].Select(server => $"{server.Key.Name} {server.Value}{serials.GetValueOrDefault(server.Key, "")}"))))];
    }

    private async Task AskAsync(AuthoritativeServer server, Step[] steps, Dictionary<int, Dictionary<AuthoritativeServer, string>> open, CancellationToken cancellationToken)
    {
        string? silent = null;
        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, async (step, token) =>
        {
            // Who is silent to one question is not asked the other ten thousand in this round.
            var seen = silent is null ? await client.LookAsync(server, step.Resource.Name, token) : new SrvSighting([], TimeSpan.Zero, silent);
            if (seen.Problem is not null) silent = seen.Problem;
            lock (open)
            {
                if (seen.Problem is not null) open[step.Id][server] = seen.Problem;
                else if (Holds(step.After, seen)) open[step.Id].Remove(server);
                else open[step.Id][server] = seen.Targets.IsEmpty ? "has no records" : "has other records";
            }
        });
    }

    private static bool Holds(Resource? after, SrvSighting seen)
    {
        if (after is null) return seen.Targets.IsEmpty;
        return !seen.Targets.IsEmpty && (!after.TryGet(SrvRecord.Ttl, out var ttl) || ttl == seen.Ttl)
            && (after[SrvRecord.Targets] is not { } targets || targets.Equals(SrvRecord.Targets.Type.Write(seen.Targets)));
    }

    private async Task<Dictionary<AuthoritativeServer, string>> SerialsAsync(string zone, ImmutableArray<AuthoritativeServer> servers, CancellationToken cancellationToken)
    {
        var serials = await Task.WhenAll(servers.Select(async server => (Server: server, Serial: await client.SerialAsync(server, zone, cancellationToken))));
        return serials.Where(serial => serial.Serial is not null).ToDictionary(serial => serial.Server, serial => $" (serial {serial.Serial})");
    }

    // Where servers are declared, what the public sees is asked only of a resolver that is declared too.
    private async Task<Dictionary<int, Diagnostic>> ExamineAsync(IEnumerable<Step> steps, CancellationToken cancellationToken)
    {
        var findings = new Dictionary<int, Diagnostic>();
        if (options.Resolver is null && !options.Servers.IsEmpty) return findings;
        var known = new Dictionary<string, TargetFinding>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var target in (step.After?.Get(SrvRecord.Targets) ?? default) is { IsDefault: false } targets ? targets : [])
            {
                if (target.Target == "." || DomainName.TryNormalize(target.Target, out _) is not null) continue;
                if (!known.TryGetValue(target.Target, out var finding)) known.Add(target.Target, finding = await client.ExamineAsync(target.Target, cancellationToken));
                if (codes.TargetAt(finding, step.Resource.Name, target.Target) is { } why) findings.TryAdd(step.Id, About(step, why));
            }
        }

        return findings;
    }

    private static StepOutcome Failed(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, About(step, why));

    private static Diagnostic About(Step step, Diagnostic why) => why with { Address = new Address(step.Resource, step.Provider).ToString() };
}
