using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>Records of a master file ↔ <c>srv-record</c>, both ways.</summary>
internal static class ZoneFileMapper
{
    /// <summary>A master file holds all that a declaration can say, so only the order of targets is settled.</summary>
    public static Resource Normalize(Resource desired) =>
        desired.TryGet(SrvRecord.Targets, out var targets) ? desired.With(SrvRecord.Targets, targets) : desired;

    /// <summary>Null when there are no records.</summary>
    public static ObservedResource? ToResource(string owner, ImmutableArray<ZoneSrv> records) => records.IsEmpty ? null : ToResource(owner, ToForm(records));

    public static ObservedResource ToResource(string owner, RecordSetForm form) => new(new Resource(new ResourceId(SrvRecord.Kind, owner), form.Attributes), form.Version);

    /// <summary>What at least one record says, without its owner.</summary>
    public static RecordSetForm ToForm(ImmutableArray<ZoneSrv> records)
    {
        // RFC 2181 §5.2: where they differ, the lowest.
        var ttl = records.Min(record => record.Ttl);
        var attributes = Value.Map.NoItems
            .Add(SrvRecord.Ttl.Name, SrvRecord.Ttl.Type.Write(TimeSpan.FromSeconds(ttl)))
            .Add(SrvRecord.Targets.Name, SrvRecord.Targets.Type.Write([.. records.Select(record => record.Target)]));
        return new RecordSetForm(attributes, Version(records), [.. Findings(records)]);
    }

    public static SrvSet ToRecords(ResourceId id, Resource? after) => after is null ? new SrvSet(id.Name, null, [])
        : new SrvSet(id.Name, after.TryGet(SrvRecord.Ttl, out var ttl) ? (uint)ttl.TotalSeconds : null, after.Get(SrvRecord.Targets));

    /// <summary>The findings of a form, with the owner that has it.</summary>
    public static IEnumerable<Diagnostic> Notes(string owner, RecordSetForm form) =>
        form.Findings.Select(finding => finding with { Summary = $"The records of {owner} {finding.Summary}" });

    private static IEnumerable<Diagnostic> Findings(ImmutableArray<ZoneSrv> records)
    {
        if (records.Any(record => record.Ttl != records[0].Ttl))
            yield return ZoneFileDiagnostics.MixedTtl.At(null, $"have different times to live; the lowest, {Duration.Format(TimeSpan.FromSeconds(records.Min(record => record.Ttl)))}, counts.",
                "Declare a ttl for the record set, or make them equal by hand.");
        foreach (var target in records.Select(record => record.Target.Target).Distinct(StringComparer.Ordinal))
        {
            if (target != "." && (DomainName.TryNormalize(target, out var name) is not null || name != target))
                yield return ZoneFileDiagnostics.UnusualTarget.At(null, $"point at {target}, which is no full host name.", "See whether the target in the zone file lacks a dot at its end.");
        }
    }

    // The set, not the file: an edit elsewhere in the zone is no change of this record set.
    private static string Version(ImmutableArray<ZoneSrv> records)
    {
        var lines = records.Select(record => string.Create(CultureInfo.InvariantCulture, $"{record.Ttl} {SrvData.Write(record.Target)}")).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
