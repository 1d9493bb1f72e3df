using System.Collections.Immutable;
using XmppDesiredState.Azure;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Record sets of Azure ↔ <c>srv-record</c>, both ways.</summary>
internal static class AzureDnsMapper
{
    /// <summary>Azure holds all that a declaration can say, so only the order of targets is settled.</summary>
    public static Resource Normalize(Resource desired) =>
        desired.TryGet(SrvRecord.Targets, out var targets) ? desired.With(SrvRecord.Targets, targets) : desired;

    public static ObservedResource ToResource(string owner, DnsSrvRecordData data) => new(
        new Resource(new ResourceId(SrvRecord.Kind, owner), Value.Map.NoItems
            .Add(SrvRecord.Ttl.Name, SrvRecord.Ttl.Type.Write(TimeSpan.FromSeconds(Math.Clamp(data.TtlInSeconds ?? 0, 0, int.MaxValue))))
            .Add(SrvRecord.Targets.Name, SrvRecord.Targets.Type.Write([.. data.DnsSrvRecords.Select(ToTarget)]))),
        data.ETag?.ToString() ?? "");

    /// <summary>The set to send: what <paramref name="after"/> manages, and all else, metadata included, as it is live; a PUT replaces the whole.</summary>
    public static DnsSrvRecordData ToData(string name, Resource after, DnsSrvRecordData? live)
    {
        var data = new DnsSrvRecordData
        {
            Name = name,
            TtlInSeconds = after.TryGet(SrvRecord.Ttl, out var ttl) ? (long)ttl.TotalSeconds : live?.TtlInSeconds ?? 3600,
        };
        foreach (var (key, value) in live?.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)) data.Metadata.Add(key, value);
        var records = after[SrvRecord.Targets] is null ? live?.DnsSrvRecords ?? [] : after.TryGet(SrvRecord.Targets, out var targets) ? targets.Select(ToRecord) : [];
        foreach (var record in records) data.DnsSrvRecords.Add(record);
        return data;
    }

    /// <summary>Whether every attribute of <paramref name="wanted"/> is so in <paramref name="live"/>.</summary>
    public static bool Holds(Resource wanted, Resource live) =>
        wanted.Attributes.All(item => SrvRecord.Kind.FindField(item.Key) is null || item.Value.Equals(live.Attributes.GetValueOrDefault(item.Key)));

    public static IEnumerable<Diagnostic> Notes(string owner, DnsSrvRecordData data) => data.DnsSrvRecords
        .Select(record => ToTarget(record).Target)
        .Distinct(StringComparer.Ordinal)
        .Where(target => target != "." && DomainName.TryNormalize(target, out _) is not null)
        .Select(target => AzureDnsDiagnostics.UnusualTarget.At(null,
            $"The records of {owner} point at '{SafeText.Of(target, 100)}', which is no full host name.", "Correct the target in Azure, or declare the record set."));

    private static SrvTarget ToTarget(DnsSrvRecordInfo record) => new(record.Priority ?? 0, record.Weight ?? 0, record.Port ?? 0, ToTarget(record.Target ?? ""));

    // Azure keeps a name as it was written: with or without a dot at its end, in any case.
    private static string ToTarget(string written)
    {
        if (written is "" or ".") return ".";
        return DomainName.TryNormalize(written, out var name) is null ? name! : written.ToLowerInvariant() is var lower && lower.EndsWith('.') ? lower[..^1] : lower;
    }

    private static DnsSrvRecordInfo ToRecord(SrvTarget target) => new() { Priority = target.Priority, Weight = target.Weight, Port = target.Port, Target = target.Target };
}
