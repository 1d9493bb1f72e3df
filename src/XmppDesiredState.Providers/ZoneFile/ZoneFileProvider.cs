using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>Observes and edits the managed SRV record sets of the instance's zone files.</summary>
internal sealed class ZoneFileProvider(ProviderSettings settings) : IProvider
{
    private readonly ZoneMap zones = new(settings.Get(ZoneFileOptions.Zones) ?? ImmutableSortedDictionary<string, string>.Empty);
    private readonly ZoneFileClient client = new(settings);

    public Resource Normalize(Resource desired) => ZoneFileMapper.Normalize(desired);

    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        var resources = ImmutableArray.CreateBuilder<ObservedResource>();
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        var forms = new Dictionary<(uint Ttl, SrvTarget Target), RecordSetForm>();
        if (scope.Kind != SrvRecord.Kind) throw new ProviderException(ZoneFileDiagnostics.NotSupported.At(null, $"A zone file holds no {scope.Kind.Name}.", "Name a provider that does."));
        foreach (var (zone, path) in zones.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (owner, records) in client.Read(zone, path).Managed)
            {
                if (zones.Find(owner) is { } nearest && nearest != zone)
                {
                    notes.Add(ZoneFileDiagnostics.Occluded.At(null, $"{owner} stands in the file of {zone} but belongs to {nearest}.", $"Remove it from the file of {zone}."));
                    continue;
                }

                var form = FormOf(records, forms);
                resources.Add(ZoneFileMapper.ToResource(owner, form));
                if (!form.Findings.IsEmpty) notes.AddRange(ZoneFileMapper.Notes(owner, form));
            }
        }

        resources.Sort((a, b) => a.Resource.Id.CompareTo(b.Resource.Id));
        notes.Sort((a, b) => string.CompareOrdinal(a.Summary, b.Summary));
        var target = "zone-file " + string.Join(", ", zones.All.Select(zone => $"{zone.Key}={client.Relative(zone.Value)}"));
        return Task.FromResult(new Observation(resources.ToImmutable(), SawUnlisted: true, target, notes.ToImmutable()));
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var step in steps.Where(step => !IsOurs(step)))
            yield return new StepOutcome(step.Id, StepResult.NotDone, ZoneFileDiagnostics.CannotHold(step));
        foreach (var group in steps.Where(IsOurs).GroupBy(step => zones.Find(step.Resource.Name), StringComparer.Ordinal))
        {
            if (group.Key is null)
            {
                foreach (var step in group)
                    yield return new StepOutcome(step.Id, StepResult.NotDone, ZoneFileDiagnostics.NotInAnyZone.At(null, $"{step.Resource.Name} is in none of the zones.", "Add the zone and its file under zones."));
                continue;
            }

            var write = new ZoneWrite(client, group.Key, zones.PathOf(group.Key), settings.Clock);
            foreach (var outcome in await write.ExecuteAsync([.. group], cancellationToken))
                yield return outcome;
        }
    }

    private static bool IsOurs(Step step) => step.Resource.Kind == SrvRecord.Kind && SrvRecord.IsManagedOwner(step.Resource.Name);

    private static RecordSetForm FormOf(ImmutableArray<ZoneSrv> records, Dictionary<(uint Ttl, SrvTarget Target), RecordSetForm> forms)
    {
        if (records.Length > 1) return ZoneFileMapper.ToForm(records);
        var key = (records[0].Ttl, records[0].Target);
        if (!forms.TryGetValue(key, out var form)) forms.Add(key, form = ZoneFileMapper.ToForm(records));
        return form;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
