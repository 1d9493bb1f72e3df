using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Export;

/// <summary>
/// Observed resources as declarations: what is live and can be declared. Computed, steering and write-only attributes and empty ones are left
/// out, which leaves them unmanaged; so is what no file could say. Pure.
/// </summary>
internal static class LiveResources
{
    // There is no file yet that anything could stand in.
    private static readonly SourceSpan Nowhere = new("", 1, 1, 1, 1);

    public static ExportedState Declare(ExportedState state, ImmutableArray<Capability> capabilities, ObservedState observed)
    {
        var resources = ImmutableArray.CreateBuilder<Declared>();
        var leftOut = ImmutableArray.CreateBuilder<LeftOut>();
        foreach (var capability in capabilities)
        {
            foreach (var live in observed.Of(state.Provider.Name, capability.Kind)!.Seen!.Resources)
            {
                if (Declare(live.Resource, capability, leftOut) is { } resource) resources.Add(new Declared(resource, state.Provider.Name, Nowhere));
            }
        }

        return state with
        {
            Resources = [.. resources.OrderBy(declared => declared.Address)],
            LeftOut = leftOut.ToImmutable(),
            Findings = [.. observed.Kinds.SelectMany(kind => kind.Seen!.Notes)],
        };
    }

    /// <summary>Null, and told, when a file cannot declare it.</summary>
    public static Resource? Declare(Resource live, Capability capability, ImmutableArray<LeftOut>.Builder leftOut)
    {
        if (EntryName.Keys(live.Id) is null)
        {
            leftOut.Add(new LeftOut(live.Id, null, "has a name that no state file can give it", IsAcknowledged: false));
            return null;
        }

        var declared = new Resource(live.Id);
        foreach (var field in SectionLayout.Of(live.Id.Kind).Attributes)
        {
            if (!IsDeclarable(field) || !capability.Fields.Contains(field)) continue;
            var value = live[field] is { } seen and not Value.Cleared ? seen : null;
            var problem = value is null ? (field.Is(Traits.Required) ? "is empty" : null) : AuthorForm.Problem(field, value);
            if (problem is null)
            {
                if (value is not null) declared = declared.With(field.Name, value);
                continue;
            }

            leftOut.Add(new LeftOut(live.Id, field, problem, IsAcknowledged: field.Is(Traits.Required)));
            if (field.Is(Traits.Required)) return null;
        }

        // A section of its own keys alone would declare nothing.
        return declared.Attributes.IsEmpty && !SectionLayout.Of(live.Id.Kind).IsList ? null : declared;
    }

    private static bool IsDeclarable(Field field) => !field.Is(Traits.Steering) && !field.Is(Traits.WriteOnly) && !field.Is(Traits.Secret);
}
