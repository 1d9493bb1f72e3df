using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// What the files ask for and the live system lacks.
/// <code>
/// declared | observed  | outcome
/// ---------|-----------|----------------------------------------------
/// yes      | unknown   | nothing: the kind is reported as unreadable
/// yes      | no        | create (or XDS4103 for what always exists)
/// yes      | differs   | update
/// yes      | equal     | nothing
/// absent   | yes       | delete
/// absent   | no        | nothing
/// </code>
/// </summary>
internal static class ChangeFinder
{
    public static FoundChanges Find(PlanInput input)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var declared in input.Desired.Resources)
        {
            // A certificate is not a set of attributes to compare but a way to go: request, issue, install.
            if (declared.Resource.Id.Kind == Certificate.Kind) continue;
            if (!input.Observed.IsKnown(declared.Provider, declared.Resource.Id.Kind)) continue;
            var observed = input.Observed.Find(declared.Address)?.Resource;
            if (declared.Absent)
            {
                if (observed is not null && !declared.Resource.Id.Kind.IsFixed(declared.Resource.Id.Name)) changes.Add(Delete(declared.Address, observed, "delete_because_absent", declared.Where));
            }
            else if (observed is null && declared.Resource.Id.Kind.IsFixed(declared.Resource.Id.Name))
            {
                diagnostics.Add(PlanningDiagnostics.NotThereAt(declared));
            }
            else if (Difference(declared, observed, input.LastApplied.Entries.GetValueOrDefault(declared.Address)) is { } change)
            {
                changes.Add(change);
            }
        }

        return new FoundChanges(changes.DrainToImmutable(), diagnostics.DrainToImmutable());
    }

    public static Change Delete(Address address, Resource observed, string reason, SourceSpan? where) => new()
    {
        Address = address,
        Action = ChangeAction.Delete,
        Before = Comparable(observed),
        Attributes = [.. observed.Id.Kind.Fields.Where(field => !field.Is(Traits.Computed) && observed[field] is { } value and not Value.Cleared)
            .Select(field => new AttributeChange(field, observed[field], null))],
        Reason = reason,
        Where = where,
        Risks = [Risk.Deletes],
    };

    private static Change? Difference(Declared declared, Resource? observed, LastAppliedEntry? ours)
    {
        var desired = observed is null ? WithDefaults(declared.Resource) : declared.Resource;
        var attributes = Differ.Compare(desired, observed, observed is null ? LastAppliedEntry.NothingWritten : ours?.WriteOnly ?? LastAppliedEntry.NothingWritten);
        if (observed is not null && attributes.IsEmpty) return null;
        return new Change
        {
            Address = declared.Address,
            Action = observed is null ? ChangeAction.Create : ChangeAction.Update,
            Before = observed is null ? null : Comparable(observed),
            After = Managed(desired),
            Attributes = attributes,
            Reason = observed is null ? "create_because_missing" : "update_because_different",
            Where = declared.Where,
            Risks = RiskAssessment.Of(declared.Address, attributes, isNew: observed is null),
            Notes = observed is null || ours is null ? [] : NoLongerDeclared(declared.Resource, observed, ours.Resource),
        };
    }

    /// <summary>What a provider is given: neither steering nor computed attributes.</summary>
    public static Resource Managed(Resource desired) => desired.Without(Traits.Steering | Traits.Computed);

    // Volatile values (what a member runs with, when a certificate ends) play no part in a plan's identity.
    private static Resource Comparable(Resource observed) => observed.Without(Traits.Computed);

    private static Resource WithDefaults(Resource desired) => desired with
    {
        Attributes = desired.Id.Kind.OnCreate.SetItems(desired.Attributes),
    };

    private static ImmutableArray<string> NoLongerDeclared(Resource declared, Resource observed, Resource ours) =>
        [.. observed.Id.Kind.Fields
            .Where(field => ours[field] is not null && declared[field] is null && !field.Is(Traits.Steering) && observed[field] is not null)
            .Select(field => $"{field.Name} is no longer declared, stays {field.Show(observed[field]!)}")];
}
