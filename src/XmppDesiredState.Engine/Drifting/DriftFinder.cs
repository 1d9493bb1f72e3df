using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>
/// Tells what somebody changed from what nobody applied yet. Pure; starts from a plan, so that it knows no difference that an apply would not see.
/// Attributes are told apart by <see cref="ThreeWay"/>, certificates and services by <see cref="CertificateDrift"/> and <see cref="ServiceDrift"/>; the rest is
/// <code>
/// plan                          | ours, by the last apply    | outcome
/// ------------------------------|----------------------------|-------------------------------------------------
/// waits                         | any                        | waiting
/// create                        | no                         | pending: never applied
/// create                        | begun and not finished     | pending
/// create                        | yes                        | drift: somebody deleted it
/// update                        | any                        | attribute by attribute
/// delete: removed from file     | yes                        | pending; what is not as applied is noted
/// delete: absent                | yes                        | pending
/// delete: absent                | no                         | drift: it was there before the entry, or somebody added it
/// delete: unlisted              | no                         | unlisted
/// unlisted                      | no                         | unlisted
/// acknowledged, in force        | any                        | acknowledged
/// not there, though it always is| no / yes                   | pending / drift
/// anything unreadable           | any                        | nothing is said of it
/// </code>
/// Drift and unlisted that <c>drift.ignore</c> names are acknowledged. Without any record everything that would be drift is pending.
/// </summary>
public static class DriftFinder
{
    /// <param name="plan">Made of <paramref name="input"/>.</param>
    public static DriftReport Find(PlanInput input, Plan plan)
    {
        var mutes = new MuteList(input);
        var isRecorded = input.LastApplied.Deployment.Length > 0;
        var certificates = CertificateDrift.Find(input, plan);
        ImmutableArray<DriftItem> items =
        [
            .. certificates, .. ServiceDrift.Find(input, plan, certificates),
            .. plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete && change.Address.Id.Kind != Certificate.Kind)
                .SelectMany(change => Of(change, input.LastApplied.Entries.GetValueOrDefault(change.Address), isRecorded)),
            .. plan.Diagnostics.Where(finding => finding.Descriptor == PlanningDiagnostics.NotThere).Select(finding => NotThere(finding, input)),
            .. plan.Unlisted.Select(Unlisted),
        ];
        ImmutableArray<Diagnostic> own = [.. isRecorded ? [] : new[] { DriftDiagnostics.NothingRecordedIn(plan.Name) }, .. mutes.Idle()];
        return new DriftReport
        {
            Plan = plan,
            IsRecorded = isRecorded,
            Items = [.. items.SelectMany(item => Muting.Apply(item, mutes)).OrderBy(item => DriftReport.Order.IndexOf(item.Class)).ThenBy(Rank).ThenBy(item => item.Address)],
            Diagnostics = [.. plan.Diagnostics.Concat(own).OrderBy(finding => finding.Where?.File, StringComparer.Ordinal).ThenBy(finding => finding.Where?.Line ?? 0).ThenBy(finding => finding.Where?.Column ?? 0)],
        };
    }

    /// <summary>An item of a change, with what the plan says about it.</summary>
    internal static DriftItem Item(Change change, DriftClass of, string reason) => new()
    {
        Class = of,
        Address = change.Address,
        Reason = reason,
        Live = change.Before,
        Change = change,
        Where = change.Where,
        Risks = of == DriftClass.Drift ? [] : change.Risks,
        Notes = of == DriftClass.Drift ? [] : change.Notes,
    };

    private static IEnumerable<DriftItem> Of(Change change, LastAppliedEntry? ours, bool isRecorded) => (change.Action, change.Reason) switch
    {
        _ when change.Waiting is not null => [Item(change, DriftClass.Waiting, DriftReasons.Waits)],
        (ChangeAction.Create, _) => [Create(change, ours)],
        (ChangeAction.Delete, "delete_because_unlisted") => [Item(change, DriftClass.Unlisted, DriftReasons.NeverDeclared) with { Notes = ["the files say unlisted: delete, so an apply deletes it"], Attributes = Lost(change) }],
        (ChangeAction.Delete, "delete_because_absent") when ours is null && isRecorded => [Item(change, DriftClass.Drift, DriftReasons.Added) with { Attributes = Lost(change) }],
        (ChangeAction.Delete, _) => [Removed(change, ours)],
        _ => Update(change, ours),
    };

    private static DriftItem Create(Change change, LastAppliedEntry? ours)
    {
        ImmutableArray<DriftAttribute> declared = [.. change.Attributes.Select(attribute => new DriftAttribute(attribute.Field, null, null, attribute.After))];
        if (ours is null) return Item(change, DriftClass.Pending, DriftReasons.NeverApplied) with { Attributes = declared };
        // A create is put on record before it is sent: then nothing is known of its values.
        if (ours.Resource.Attributes.IsEmpty) return Item(change, DriftClass.Pending, DriftReasons.Begun) with { Attributes = declared };
        return Item(change, DriftClass.Drift, DriftReasons.Deleted) with
        {
            Attributes = [.. change.Address.Id.Kind.Fields.Where(field => ours.Resource[field] is not (null or Value.Cleared)).Select(field => new DriftAttribute(field, ours.Resource[field], null, change.After![field]))],
        };
    }

    private static IEnumerable<DriftItem> Update(Change change, LastAppliedEntry? ours)
    {
        var told = change.Attributes.Select(attribute => ThreeWay.Of(attribute, ours)).ToLookup(attribute => attribute.Class, attribute => attribute.Attribute);
        if (told[DriftClass.Drift].Any())
        {
            yield return Item(change, DriftClass.Drift, DriftReasons.Changed) with
            {
                Attributes = [.. told[DriftClass.Drift]],
                Risks = RiskAssessment.Of(change.Address, [.. told[DriftClass.Drift].Select(attribute => attribute.Done)], isNew: false),
            };
        }

        if (told[DriftClass.Pending].Any())
        {
            ImmutableArray<DriftAttribute> pending = [.. told[DriftClass.Pending]];
            yield return Item(change, DriftClass.Pending, ours is null ? DriftReasons.NeverApplied : DriftReasons.FileChanged) with
            {
                Attributes = pending,
                Risks = RiskAssessment.Of(change.Address, [.. pending.Select(attribute => attribute.ToDo)], isNew: false),
            };
        }
    }

    private static DriftItem Removed(Change change, LastAppliedEntry? ours)
    {
        var changed = change.Address.Id.Kind.Fields.Where(field => ours?.Resource[field] is { } applied && !field.Is(Traits.Computed) && !field.Is(Traits.Steering) && !Diffing.Differ.AreEqual(field, applied, change.Before?[field]));
        return Item(change, DriftClass.Pending, DriftReasons.Removed) with
        {
            Attributes = Lost(change),
            Notes = [.. change.Notes, .. changed.Select(field => $"somebody changed {field.Name} before: it was applied as {field.Show(ours!.Resource[field]!)}")],
        };
    }

    private static DriftItem Unlisted(UnlistedResource unlisted) => new()
    {
        Class = unlisted.Acknowledged is null ? DriftClass.Unlisted : DriftClass.Acknowledged,
        Address = unlisted.Address,
        Reason = unlisted.Acknowledged is null ? DriftReasons.NeverDeclared : DriftReasons.Acknowledged,
        Live = unlisted.Resource,
        Attributes = [.. unlisted.Address.Id.Kind.Fields.Where(field => !field.Is(Traits.Computed) && unlisted.Resource[field] is not (null or Value.Cleared))
            .Select(field => new DriftAttribute(field, null, unlisted.Resource[field], null))],
        Mute = unlisted.Acknowledged is { } reason ? new DriftMute(reason, unlisted.Until, null) : null,
    };

    // A back end that does not report what it always has: nothing is planned, and it is no agreement either.
    private static DriftItem NotThere(Diagnostic finding, PlanInput input)
    {
        var declared = input.Desired.Resources.First(resource => resource.Address.ToString() == finding.Address);
        var isOurs = input.LastApplied.Entries.ContainsKey(declared.Address);
        return new DriftItem
        {
            Class = isOurs ? DriftClass.Drift : DriftClass.Pending,
            Address = declared.Address,
            Reason = isOurs ? DriftReasons.Deleted : DriftReasons.NeverApplied,
            Where = declared.Where,
            Notes = [finding.Summary.TrimEnd('.')],
        };
    }

    private static ImmutableArray<DriftAttribute> Lost(Change change) => [.. change.Attributes.Select(attribute => new DriftAttribute(attribute.Field, null, attribute.Before, null))];

    // Somebody's deletion is what a delete is in a plan.
    private static int Rank(DriftItem item) => item.Reason == DriftReasons.Deleted ? (int)Risk.Deletes : item.Risks.IsEmpty ? int.MaxValue : item.Risks.Min(risk => (int)risk);
}
