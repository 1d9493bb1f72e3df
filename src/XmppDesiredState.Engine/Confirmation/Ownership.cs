using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Confirmation;

/// <summary>
/// Keeps the record of what is ours. A create is recorded before it is sent, so that a crash cannot make an orphan; a delete is
/// taken off after it is done; at the end every declared resource that holds is recorded with its values.
/// </summary>
internal static class Ownership
{
    private static readonly ImmutableArray<Field> KeptOfCertificates = [Certificate.On, Certificate.Names, Certificate.Key, Certificate.ExtendedKeyUsage];

    /// <summary>Before anything is sent.</summary>
    public static LastApplied Claim(LastApplied record, Plan plan, DesiredState desired)
    {
        var protect = desired.Resources.Where(declared => declared.Protect).Select(declared => declared.Address).ToHashSet();
        var created = plan.Changes.Where(change => change is { Action: ChangeAction.Create, IsBlocked: false } && !record.Entries.ContainsKey(change.Address));
        return record with
        {
            Deployment = plan.Name,
            Targets = record.Targets.SetItems(plan.Targets),
            Entries = record.Entries.AddRange(created.Select(change => KeyValuePair.Create(change.Address,
                new LastAppliedEntry(new Resource(change.Address.Id), protect.Contains(change.Address), LastAppliedEntry.NothingWritten)))),
        };
    }

    /// <summary>After steps that succeeded; the record itself where they say nothing about what is ours, such as a wait until servers agree.</summary>
    public static LastApplied Note(LastApplied record, IEnumerable<Step> succeeded)
    {
        var entries = record.Entries.ToBuilder();
        foreach (var step in succeeded)
        {
            var address = new Address(step.Resource, step.Provider);
            if (step.Operation == Operation.Delete) entries.Remove(address);
            if (step.Operation is not (Operation.Create or Operation.Update) || step.After is not { } after) continue;
            var entry = entries.GetValueOrDefault(address) ?? new LastAppliedEntry(new Resource(step.Resource), false, LastAppliedEntry.NothingWritten);
            entries[address] = entry with
            {
                Resource = entry.Resource with { Attributes = entry.Resource.Attributes.SetItems(Recorded(after).Attributes) },
                WriteOnly = WithFingerprints(entry.WriteOnly, after),
            };
        }

        var noted = entries.ToImmutable();
        return ReferenceEquals(noted, record.Entries) ? record : record with { Entries = noted };
    }

    /// <summary>After the second look; the record itself where nothing is to be said anew.</summary>
    public static LastApplied Conclude(LastApplied record, DesiredState desired, ObservedState observed, Plan remaining, PlanOptions options)
    {
        var open = remaining.Changes.Select(change => change.Address).Concat(remaining.LeftOut).ToHashSet();
        var entries = record.Entries.ToBuilder();
        var declaredAddresses = new HashSet<Address>();
        foreach (var declared in desired.Resources)
        {
            if (!declared.Absent) declaredAddresses.Add(declared.Address);
            if (declared.Absent || open.Contains(declared.Address) || observed.Find(declared.Address) is null || !Selection.IsSelected(options.Only, declared.Address)) continue;
            var earlier = entries.GetValueOrDefault(declared.Address);
            var entry = new LastAppliedEntry(Recorded(Meant(declared.Resource, desired.Gateway)), declared.Protect, Still(earlier?.WriteOnly ?? LastAppliedEntry.NothingWritten, declared.Resource));
            // An equal entry is left as it is: a record that nothing happened to is not written again.
            if (entry != earlier) entries[declared.Address] = entry;
        }

        foreach (var address in record.Entries.Keys.Where(address => !declaredAddresses.Contains(address)))
        {
            var keeps = desired.SectionOf(address.Id.Kind)?.Removed == RemovedPolicy.Keep;
            var gone = observed.IsKnown(address.Provider, address.Id.Kind) && observed.Find(address) is null;
            if (keeps || gone || address.Id.Kind.IsFixed(address.Id.Name)) entries.Remove(address);
        }

        var (targets, concluded) = (record.Targets.SetItems(remaining.Targets), entries.ToImmutable());
        return record.Deployment == remaining.Name && ReferenceEquals(targets, record.Targets) && ReferenceEquals(concluded, record.Entries) ? record
            : record with { Deployment = remaining.Name, Targets = targets, Entries = concluded };
    }

    // Nothing of a certificate is compared with the live one attribute by attribute. What it was to cover is kept, so that a certificate that
    // somebody replaced can be told from one that the files want different.
    private static Resource Meant(Resource declared, Gateway gateway)
    {
        if (declared.Id.Kind != Certificate.Kind) return declared;
        var kept = new Resource(declared.Id).With(Certificate.Covers, CertificateNames.Derive(gateway, declared));
        return KeptOfCertificates.Aggregate(kept, (resource, field) => declared[field] is { } value ? resource.With(field.Name, value) : resource);
    }

    // A write-only value is stood for by its fingerprint, never by itself.
    private static Resource Recorded(Resource resource) => resource.Id.Kind == Certificate.Kind ? resource : ChangeFinder.Managed(resource).Without(Traits.WriteOnly);

    private static ImmutableSortedDictionary<string, string> WithFingerprints(ImmutableSortedDictionary<string, string> written, Resource after)
    {
        foreach (var field in after.Id.Kind.Fields)
        {
            if (field.Is(Traits.WriteOnly) && after[field] is { } value) written = written.SetItem(field.Name, WriteOnlyFingerprint.Of(value));
        }

        return written;
    }

    private static ImmutableSortedDictionary<string, string> Still(ImmutableSortedDictionary<string, string> written, Resource declared) =>
        written.IsEmpty ? written : written.RemoveRange(written.Keys.Where(name => !declared.Attributes.ContainsKey(name)));
}
