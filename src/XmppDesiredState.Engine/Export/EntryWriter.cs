using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Export;

/// <summary>What is live as entries and attributes of a state file, ready to be pasted. Pure.</summary>
public sealed class EntryWriter(ImmutableArray<IProviderFactory> factories)
{
    private readonly StateFileWriter writer = new(factories);

    /// <summary>The entries that would declare them, by address; those that no file can declare are left out. What breaks a rule accepts it.</summary>
    /// <param name="desired">What the files say, for their providers.</param>
    /// <param name="nameProvider">Whether an entry of the kind has to say its provider.</param>
    public ImmutableDictionary<Address, string> Items(DesiredState desired, IEnumerable<(Address Address, Resource Live)> live, Func<Kind, bool> nameProvider, DateOnly today)
    {
        var items = ImmutableDictionary.CreateBuilder<Address, string>();
        foreach (var group in live.GroupBy(one => one.Address.Provider, StringComparer.Ordinal))
        {
            if (!desired.Providers.TryGetValue(group.Key, out var provider) || factories.FirstOrDefault(factory => factory.Type == provider.Type) is not { } factory) continue;
            var capabilities = factory.CapabilitiesOf(provider);
            var leftOut = ImmutableArray.CreateBuilder<LeftOut>();
            var declared = group.Select(one => capabilities.FirstOrDefault(capability => capability.Kind == one.Address.Id.Kind) is { } capability ? LiveResources.Declare(one.Live, capability, leftOut) : null).OfType<Resource>()
                .Select(resource => new Declared(resource, provider.Name, provider.Where)).OrderBy(one => one.Address).ToImmutableArray();
            foreach (var one in new Judgement(factories).Apply(new ExportedState(desired.Name, provider, today) { Resources = declared }).Resources)
                items[one.Address] = writer.Item(one, nameProvider(one.Resource.Id.Kind) ? one.Provider : null);
        }

        return items.ToImmutable();
    }

    /// <summary>The entry that says that it must not be there; null where no entry can have its name.</summary>
    /// <param name="provider">Null: the section's own.</param>
    public string? Absent(ResourceId id, string? provider) => writer.Absent(id, provider);

    /// <summary>These attributes, one below the other; null where no file can say one of them.</summary>
    /// <param name="values">Null: it is empty.</param>
    public string? Attributes(ResourceId id, IEnumerable<(Field Field, Value? Value)> values)
    {
        var said = new Resource(id);
        foreach (var (field, value) in values)
        {
            var isEmpty = value is null or Value.Cleared;
            if (field.Is(Traits.Secret) || field.Is(Traits.Computed) || (isEmpty ? field.Is(Traits.Required) : AuthorForm.Problem(field, value!) is not null)) return null;
            said = said.With(field.Name, isEmpty ? Value.Cleared.Instance : value!);
        }

        return said.Attributes.IsEmpty ? null : writer.Attributes(said);
    }
}
