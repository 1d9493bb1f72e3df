using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>
/// Certificates by their time first, then by whose doing it is: the first row that holds.
/// <code>
/// planned certificate                                          | outcome
/// -------------------------------------------------------------|-------------------------------------------------------
/// what a member has installed has ended                        | overdue
/// waits for a window that never opens, or after the end        | overdue
/// waits for an issuer, now is behind the end less lead time    | overdue: asked too late
/// waits for anything else                                      | waiting
/// due, now is behind the end less the issuer's lead time       | overdue: asked too late
/// due                                                          | expiring
/// never held what was declared                                 | pending: never applied
/// names, usages, key or members declared are not those applied | pending: the file changed
/// anything else: another one is installed, on all or some      | drift: somebody replaced it, or a run was cut off
/// </code>
/// </summary>
internal static class CertificateDrift
{
    public static ImmutableArray<DriftItem> Find(PlanInput input, Plan plan) =>
        [.. plan.Changes.Where(change => change.Address.Id.Kind == Certificate.Kind).Select(change => Of(input, change))];

    private static DriftItem Of(PlanInput input, Change change)
    {
        var declared = input.Desired.Resources.First(resource => resource.Address == change.Address);
        var end = First(input, declared)?.NotAfter;
        var askBy = end - CertificateNeed.LeadTime(input, declared);
        var isDue = change.Reason.EndsWith($"_because_{CertificateNeed.Due}", StringComparison.Ordinal);
        DriftItem Item(DriftClass of, string reason, DateTimeOffset? due = null) => DriftFinder.Item(change, of, reason) with { Due = due, Attributes = Attributes(change), Notes = change.Notes };

        if (end <= input.Now) return Item(DriftClass.Overdue, DriftReasons.Ended, end);
        if (change.Waiting is { } waiting)
        {
            if (ServiceDrift.NeverOpens(input, ServicesOf(input, declared), waiting)) return Item(DriftClass.Overdue, DriftReasons.NeverOpens, end);
            if (waiting.Until >= end) return Item(DriftClass.Overdue, DriftReasons.EndsFirst, end);
            return waiting.Until is null && askBy <= input.Now ? Item(DriftClass.Overdue, DriftReasons.AskedTooLate, askBy) : Item(DriftClass.Waiting, DriftReasons.Waits, end);
        }

        if (isDue) return askBy <= input.Now ? Item(DriftClass.Overdue, DriftReasons.AskedTooLate, askBy) : Item(DriftClass.Expiring, DriftReasons.Due, end);
        if (input.LastApplied.Entries.GetValueOrDefault(change.Address) is not { } ours) return Item(DriftClass.Pending, DriftReasons.NeverApplied, end);
        return IsAsApplied(input, declared, ours) ? Item(DriftClass.Drift, DriftReasons.Replaced, end) : Item(DriftClass.Pending, DriftReasons.FileChanged, end);
    }

    /// <summary>Whether the files ask for what they asked for at the last apply. A record that does not tell was written by an earlier version.</summary>
    private static bool IsAsApplied(PlanInput input, Declared declared, LastAppliedEntry ours)
    {
        var covers = Certificate.Covers.Type.Write(CertificateNames.Derive(input.Desired.Gateway, declared.Resource));
        return ours.Resource[Certificate.Covers] is { } applied && Differ.AreEqual(Certificate.Covers, covers, applied)
            && new Field[] { Certificate.On, Certificate.Names, Certificate.Key, Certificate.ExtendedKeyUsage }.All(field => Equals(declared.Resource[field], ours.Resource[field]));
    }

    /// <summary>Of what its members have installed, that which ends first; null where no end is known.</summary>
    private static InstalledCertificate? First(PlanInput input, Declared declared) => Slots(input, declared).Where(slot => slot.NotAfter != DateTimeOffset.MaxValue).MinBy(slot => slot.NotAfter);

    internal static IEnumerable<InstalledCertificate> Slots(PlanInput input, Declared declared)
    {
        var slots = input.Observed.Find(declared.Address)?.Resource.Get(Certificate.Current) ?? ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal);
        var members = declared.Resource.TryGet(Certificate.On, out var on) ? on : [.. slots.Keys];
        return slots.Where(slot => members.Contains(slot.Key)).Select(slot => InstalledCertificate.Of(slot.Value));
    }

    private static IEnumerable<Declared> ServicesOf(PlanInput input, Declared certificate) =>
        input.Desired.OfKind(Service.Kind).Where(service => certificate.Resource.TryGet(Certificate.Restart, out var names) && names.Contains(service.Resource.Id.Name));

    // What it is to cover, and what it covers.
    private static ImmutableArray<DriftAttribute> Attributes(Change change) =>
        [.. change.Attributes.Select(attribute => new DriftAttribute(attribute.Field, attribute.After, attribute.Before, attribute.After))];
}
