using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>One of the seven kinds. Back ends are pluggable, kinds are not. Two kinds are the same if they are the same object.</summary>
public sealed class Kind
{
    private static ImmutableArray<Kind> all;

    /// <summary>All kinds, in the order of their phases.</summary>
    // Filled at first use, not by an initialiser: each kind's own initialiser constructs a Kind, and the two would wait for each other.
    public static ImmutableArray<Kind> All => all.IsDefault
        ? all = [AccessPolicy.Kind, EdgeAccess.Kind, GatewaySettings.Kind, Certificate.Kind, Service.Kind, SrvRecord.Kind, Partner.Kind]
        : all;

    /// <summary>As in addresses: <c>srv-record</c>.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 5. Creates and updates go from 1 to 5, deletes from 5 to 1.</summary>
    public required int Phase { get; init; }

    /// <summary>One line, for documentation.</summary>
    public required string Summary { get; init; }

    /// <summary>All attributes, in the order people read them.</summary>
    public required ImmutableArray<Field> Fields { get; init; }

    /// <summary>What a new resource gets where the file says nothing. Existing ones are left alone.</summary>
    public ImmutableSortedDictionary<string, Value> OnCreate { get; init; } = Value.Map.NoItems;

    /// <summary>Names that exist on every live system: never created, never deleted (settings, the global policy, services).</summary>
    public Func<string, bool> IsFixed { get; init; } = _ => false;

    /// <summary>
    /// What a resource holds that no other resource of the same kind and provider may hold, in canonical form: a partner's domains.
    /// A step that releases one runs before the step that claims it.
    /// </summary>
    public Func<Resource, IEnumerable<string>> Claims { get; init; } = _ => [];

    public static Kind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public Field? FindField(string name)
    {
        // Asked for every attribute of every resource: a loop needs no closure.
        foreach (var field in Fields)
        {
            if (field.Name == name) return field;
        }

        return null;
    }

    public override string ToString() => Name;
}
