using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Providers.Rfc2136.Updates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>Observes and changes the managed SRV record sets of the instance's zones.</summary>
internal sealed class Rfc2136Provider : IProvider
{
    /// <summary>Zones read at the same time; BIND gives ten transfers at once unless told otherwise.</summary>
    private const int Parallelism = 4;

    private readonly ProviderSettings settings;
    private readonly ImmutableArray<StreamEndpoint> servers;
    private readonly ZoneNames zones;
    private readonly TimeSpan timeout;

    public Rfc2136Provider(ProviderSettings settings)
    {
        this.settings = settings;
        servers = [.. Rfc2136Options.Get(settings.Options, Rfc2136Options.Server).Select(text => Rfc2136Options.TryReadServer(text, out var server) ? server : null).OfType<StreamEndpoint>()];
        zones = new ZoneNames(Rfc2136Options.Get(settings.Options, Rfc2136Options.Zones));
        timeout = settings.TryGet(Rfc2136Options.Timeout, out var given) ? given : Rfc2136Options.DefaultTimeout;
    }

    public Resource Normalize(Resource desired) => Rfc2136Mapper.Normalize(desired);

    public async Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != SrvRecord.Kind) throw new ProviderException(Rfc2136Diagnostics.Unsupported.At(null, $"DNS holds no {scope.Kind.Name}.", "Name a provider that does."));
        using var ring = await OpenAsync(cancellationToken);
        var reading = new ZoneReading();
        var declared = scope.Declared.Select(resource => resource.Id.Name).Distinct(StringComparer.Ordinal).Where(SrvRecord.IsManagedOwner).ToLookup(zones.Find, StringComparer.Ordinal);
        var seen = new ConcurrentBag<(ImmutableArray<ObservedResource> Resources, bool SawUnlisted, ImmutableArray<Diagnostic> Notes)>();
        await Parallel.ForEachAsync(zones.All, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (zone, token) => seen.Add(await ObserveAsync(zone, [.. declared[zone]], ring, reading, token)));
        return new Observation(
            [.. seen.SelectMany(zone => zone.Resources).OrderBy(resource => resource.Resource.Id)], seen.All(zone => zone.SawUnlisted),
            $"rfc2136 {string.Join(", ", servers)}: {string.Join(", ", zones.All)}", [.. seen.SelectMany(zone => zone.Notes).OrderBy(note => note.Summary, StringComparer.Ordinal)]);
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var changes = new List<RecordSetChange>();
        var settling = steps.Where(IsSettling).ToArray();
        if (settling.Length > 0)
        {
            foreach (var outcome in await new ZoneSettle(SettleOptions.Of(settings.Options), zones.Find, Rfc2136Diagnostics.Settle, settings.Clock, settings.Progress).RunAsync(settling, cancellationToken)) yield return outcome;
        }

        foreach (var step in steps)
        {
            if (IsSettling(step)) continue;
            if (Rfc2136Mapper.ToChange(step) is { } change) changes.Add(change);
            else yield return new StepOutcome(step.Id, StepResult.NotDone, Rfc2136Diagnostics.CannotHold(step));
        }

        if (changes.Count == 0) yield break;
        // A secret that is not there is no reason to wonder what became of the steps.
        var (ring, problem) = await TryOpenAsync(cancellationToken);
        using (ring)
        {
            using var client = ring is null ? null : new Rfc2136Client(servers, ring.Keys, timeout, settings.Clock);
            var (reading, stopped) = (new ZoneReading(), problem);
            foreach (var group in changes.GroupBy(change => zones.Find(change.Owner), StringComparer.Ordinal))
            {
                if (stopped is not null || group.Key is null)
                {
                    foreach (var change in group)
                        yield return NotSent(change.Step, group.Key is null ? Rfc2136Diagnostics.NotInAnyZone.At(null, $"{change.Owner} is in none of the zones.", "Add the zone under zones.") : stopped!);
                    continue;
                }

                var update = new ZoneUpdate(client!, reading, group.Key);
                await foreach (var outcome in update.ExecuteAsync([.. group], cancellationToken)) yield return outcome;
                stopped = update.Stopped;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<(ImmutableArray<ObservedResource> Resources, bool SawUnlisted, ImmutableArray<Diagnostic> Notes)> ObserveAsync(
        string zone, ImmutableArray<string> declared, KeyRing ring, ZoneReading reading, CancellationToken cancellationToken)
    {
        using var client = new Rfc2136Client(servers, ring.Keys, timeout, settings.Clock);
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        IEnumerable<KeyValuePair<string, RecordSetForm>>? found = await reading.TransferAsync(client, zone, cancellationToken);
        var sawUnlisted = found is not null;
        if (found is null)
        {
            notes.Add(Rfc2136Diagnostics.NoTransfer.At(null, $"{client.Server} does not let {client.KeyName} transfer {zone}.", "Allow transfers for the key to see what nobody declared."));
            // Somebody must be asked, to know that the zone is served at all.
            ImmutableArray<string> owners = declared.IsEmpty ? [SrvRecord.OwnerPrefixes[0] + zone] : declared;
            var answers = await reading.AskAsync(client, zone, owners, cancellationToken);
            found = declared.IsEmpty ? [] : owners.Zip(answers, (owner, answer) => KeyValuePair.Create(owner, answer.Form!)).Where(answer => answer.Value is not null);
        }

        var resources = ImmutableArray.CreateBuilder<ObservedResource>();
        foreach (var (owner, form) in found)
        {
            if (zones.Find(owner) is { } nearest && nearest != zone)
            {
                notes.Add(Rfc2136Diagnostics.Occluded.At(null, $"{owner} stands in {zone} but belongs to {nearest}.", $"Remove it from {zone}."));
                continue;
            }

            resources.Add(Rfc2136Mapper.ToResource(owner, form));
            if (!form.Findings.IsEmpty) notes.AddRange(Rfc2136Mapper.Notes(owner, form));
        }

        return (resources.ToImmutable(), sawUnlisted, notes.ToImmutable());
    }

    private async Task<(KeyRing? Ring, Diagnostic? Problem)> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await OpenAsync(cancellationToken), null);
        }
        catch (ProviderException problem)
        {
            return (null, problem.Diagnostic);
        }
    }

    private Task<KeyRing> OpenAsync(CancellationToken cancellationToken) => servers.IsEmpty
        ? throw new ProviderException(Rfc2136Diagnostics.BadOptions.At(null, $"{settings.Name} has no server.", "Write server: host:port."))
        : KeyRing.OpenAsync(settings, cancellationToken);

    private static bool IsSettling(Step step) => step.Operation == Operation.Settle && step.Resource.Kind == SrvRecord.Kind;

    private static StepOutcome NotSent(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why with { Address = new Address(step.Resource, step.Provider).ToString() });
}
