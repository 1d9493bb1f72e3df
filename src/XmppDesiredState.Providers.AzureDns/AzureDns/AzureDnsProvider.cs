using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Observes and writes the managed SRV record sets of the instance's zones.</summary>
internal sealed class AzureDnsProvider(ProviderSettings settings, HttpMessageHandler handler) : IProvider
{
    // There is no batch in the API: one request for a set. More at a time gains nothing against a limit of 200 a minute.
    private const int AtATime = 8;

    private readonly AzureDnsZones zones = new(settings.Get(AzureDnsOptions.Zones));
    private readonly AzureDnsClient client = new(settings, handler);
    private readonly WriteBudget budget = new(settings.Clock, settings.Progress, settings.Waits);

    // As last listed: a write needs the metadata, and reading each set for it would cost a request apiece.
    private readonly ConcurrentDictionary<string, DnsSrvRecordData> known = new(StringComparer.Ordinal);

    public Resource Normalize(Resource desired) => AzureDnsMapper.Normalize(desired);

    public async Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != SrvRecord.Kind) throw new ProviderException(AzureDnsDiagnostics.NotSupported.At(null, $"Azure DNS holds no {scope.Kind.Name}.", "Name a provider that does."));
        var resources = ImmutableArray.CreateBuilder<ObservedResource>();
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var zone in zones.All)
        {
            foreach (var set in await ListAsync(zone, cancellationToken))
            {
                var owner = AzureDnsZones.Owner(set.Name, zone);
                if (!SrvRecord.IsManagedOwner(owner)) continue;
                if (zones.Find(owner) is { } nearest && nearest != zone)
                {
                    notes.Add(AzureDnsDiagnostics.Occluded.At(null, $"{owner} stands in {zone} but belongs to {nearest}.", $"Remove it from {zone}."));
                    continue;
                }

                known[owner] = set;
                resources.Add(AzureDnsMapper.ToResource(owner, set));
                notes.AddRange(AzureDnsMapper.Notes(owner, set));
            }
        }

        resources.Sort((a, b) => a.Resource.Id.CompareTo(b.Resource.Id));
        notes.Sort((a, b) => string.CompareOrdinal(a.Summary, b.Summary));
        var target = $"azure-dns {settings.Get(AzureDnsOptions.Subscription)}/{settings.Get(AzureDnsOptions.ResourceGroup)} {string.Join(", ", zones.All)}".ToLowerInvariant();
        return new Observation(resources.ToImmutable(), SawUnlisted: true, target, notes.ToImmutable());
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ours = new List<(Step Step, string Zone)>();
        var settling = steps.Where(step => step.Operation == Operation.Settle && step.Resource.Kind == SrvRecord.Kind).ToArray();
        if (settling.Length > 0)
        {
            var settle = new ZoneSettle(SettleOptions.Of(settings.Options), zones.Find, AzureDnsDiagnostics.Settle, settings.Clock, settings.Progress);
            foreach (var outcome in await settle.RunAsync(settling, cancellationToken)) yield return outcome;
        }

        foreach (var step in steps.Except(settling))
        {
            if (step.Resource.Kind != SrvRecord.Kind || !SrvRecord.IsManagedOwner(step.Resource.Name) || step.Operation is not (Operation.Create or Operation.Update or Operation.Delete))
                yield return new StepOutcome(step.Id, StepResult.NotDone, AzureDnsDiagnostics.CannotHold(step));
            else if (zones.Find(step.Resource.Name) is { } zone)
                ours.Add((step, zone));
            else
                yield return new StepOutcome(step.Id, StepResult.NotDone, AzureDnsDiagnostics.NotInAnyZone.At(null, $"{step.Resource.Name} is in none of the zones.", "Add the zone under zones."));
        }

        if (ours.Count == 0) yield break;
        budget.Announce(ours.Count);
        var outcomes = Channel.CreateUnbounded<StepOutcome>();
        var open = ours.Count;
        // Without the token: a stopped run still says of every step whether it was sent.
        var writing = Parallel.ForEachAsync(ours, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (item, _) =>
        {
            var write = new RecordSetWrite(client, budget, item.Zone);
            var outcome = await write.ExecuteAsync(item.Step, known.GetValueOrDefault(item.Step.Resource.Name), () => Math.Max(0, Volatile.Read(ref open) - 1), cancellationToken);
            Interlocked.Decrement(ref open);
            outcomes.Writer.TryWrite(outcome);
        });
        _ = writing.ContinueWith(done => outcomes.Writer.Complete(done.Exception), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var outcome in outcomes.Reader.ReadAllAsync(CancellationToken.None)) yield return outcome;
        await writing;
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<IReadOnlyList<DnsSrvRecordData>> ListAsync(string zone, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListAsync(zone, cancellationToken);
        }
        catch (FailedException failed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProviderException(Failures.OfRead(failed.Failure, $"zone {zone}"), failed);
        }
    }
}
