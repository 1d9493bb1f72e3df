using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Providers.Rfc2136.Updates;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>Records on the wire ↔ <c>srv-record</c>, both ways.</summary>
internal static class Rfc2136Mapper
{
    /// <summary>DNS holds all that a declaration can say, so only the order of targets is settled.</summary>
    public static Resource Normalize(Resource desired) =>
        !IsOneTarget(desired[SrvRecord.Targets]) && desired.TryGet(SrvRecord.Targets, out var targets) ? desired.With(SrvRecord.Targets, targets) : desired;

    // The usual case has no order to settle.
    private static bool IsOneTarget(Value? targets) => targets is Value.List { Items: [Value.Map { Items.Count: 4 }] };

    // RFC 2181 §8: with the highest bit set it is to be taken as zero.
    public static SrvEntry ToEntry(SrvData data, uint ttl) =>
        new(ttl > int.MaxValue ? 0 : ttl, new SrvTarget(data.Priority, data.Weight, data.Port, data.Target.Length == 0 ? "." : data.Target));

    public static SrvData ToData(SrvTarget target) => new((ushort)target.Priority, (ushort)target.Weight, (ushort)target.Port, target.Target == "." ? "" : target.Target);

    public static ObservedResource ToResource(string owner, RecordSetForm form) => new(new Resource(new ResourceId(SrvRecord.Kind, owner), form.Attributes), form.Version);

    /// <summary>What at least one record says, without its owner.</summary>
    public static RecordSetForm ToForm(ImmutableArray<SrvEntry> records)
    {
        var attributes = Value.Map.NoItems
            .Add(SrvRecord.Ttl.Name, SrvRecord.Ttl.Type.Write(TimeSpan.FromSeconds(records.Min(record => record.Ttl))))
            .Add(SrvRecord.Targets.Name, SrvRecord.Targets.Type.Write([.. records.Select(record => record.Target)]));
        return new RecordSetForm(attributes, Version(records), [.. Findings(records)]);
    }

    /// <summary>The findings of a form, with the owner that has it.</summary>
    public static IEnumerable<Diagnostic> Notes(string owner, RecordSetForm form) =>
        form.Findings.Select(finding => finding with { Summary = $"The records of {owner} {finding.Summary}" });

    /// <summary>Null when the step is none of ours, or says too little.</summary>
    public static RecordSetChange? ToChange(Step step)
    {
        if (step.Resource.Kind != SrvRecord.Kind || !SrvRecord.IsManagedOwner(step.Resource.Name) || !IsWritable(step.Resource.Name)) return null;
        if (step.Operation is not (Operation.Create or Operation.Update or Operation.Delete) || (step.After is null) != (step.Operation == Operation.Delete)) return null;
        var before = Targets(step.Before?.Resource);
        // What is not managed stays: an update that names only the time to live keeps the targets, and the other way round.
        var after = step.After is null ? [] : step.After[SrvRecord.Targets] is null ? before : Targets(step.After);
        if ((step.Before is not null && before.IsEmpty) || (step.After is not null && after.IsEmpty)) return null;
        if (before.Concat(after).Any(target => !IsWritable(target.Target))) return null;
        var ttl = step.After is { } wanted && wanted.TryGet(SrvRecord.Ttl, out var given) ? given
            : step.Before is { } seen && seen.Resource.TryGet(SrvRecord.Ttl, out var live) ? live : TimeSpan.FromHours(1);
        return new RecordSetChange(step, before, after, (uint)ttl.TotalSeconds);
    }

    /// <summary>Whether every attribute that is expected is there with its value.</summary>
    public static bool Holds(Resource expected, Resource current) =>
        expected.Attributes.All(attribute => current.Attributes.TryGetValue(attribute.Key, out var value) && value.Equals(attribute.Value));

    /// <summary>A verdict in the words of other tools: <c>REFUSED</c>.</summary>
    public static string Word(ResponseCode code) => code.ToString().ToUpperInvariant();

    private static ImmutableArray<SrvData> Targets(Resource? resource) =>
        resource is not null && resource.TryGet(SrvRecord.Targets, out var targets) ? [.. targets.Select(ToData)] : [];

    // Labels of 1 to 63 octets, 253 characters in all; only forms that MessageReader.ReadName gives have escapes.
    private static bool IsWritable(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return true;
        if (Octets(name) > 253 || !Ascii.IsValid(name)) return false;
        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (label.IsEmpty || Octets(label) > 63 || !EscapesFit(label)) return false;
        }

        return true;
    }

    private static int Octets(ReadOnlySpan<char> text) => text.Length - (3 * text.Count('\\'));

    private static bool EscapesFit(ReadOnlySpan<char> label)
    {
        for (var rest = label; rest.IndexOf('\\') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (at + 3 >= rest.Length || !byte.TryParse(rest.Slice(at + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        }

        return true;
    }

    private static IEnumerable<Diagnostic> Findings(ImmutableArray<SrvEntry> records)
    {
        if (records.Any(record => record.Ttl != records[0].Ttl))
            yield return Rfc2136Diagnostics.MixedTtl.At(null, $"have different times to live; the lowest, {Duration.Format(TimeSpan.FromSeconds(records.Min(record => record.Ttl)))}, counts.",
                "Declare a ttl for the record set.");
        foreach (var target in records.Select(record => record.Target.Target).Distinct(StringComparer.Ordinal))
        {
            if (target != "." && (DomainName.TryNormalize(target, out var name) is not null || name != target))
                yield return Rfc2136Diagnostics.UnusualTarget.At(null, $"point at {target}, which is no full host name.", "Declare the target that is meant.");
        }
    }

    private static string Version(ImmutableArray<SrvEntry> records)
    {
        var lines = records.Select(record => string.Create(CultureInfo.InvariantCulture,
            $"{record.Ttl} {record.Target.Priority} {record.Target.Weight} {record.Target.Port} {record.Target.Target}")).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
