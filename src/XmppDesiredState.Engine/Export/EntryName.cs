using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Export;

/// <summary>A resource's name as the keys of its entry.</summary>
internal static class EntryName
{
    /// <summary>Null when no entry can have the name: read from a file, it would be another one.</summary>
    public static ImmutableArray<(Field Key, string Text)>? Keys(ResourceId id)
    {
        var layout = SectionLayout.Of(id.Kind);
        if (ResourceNames.Normalize(id.Kind, id.Name) != id.Name) return null;
        if (!layout.IsList) return [];
        if (id.Kind != SrvRecord.Kind) return Read([(layout.Keys[0], id.Name)]);
        var domain = SrvRecord.Domain(id);
        var service = id.Name[1..id.Name.IndexOf("._tcp.", StringComparison.Ordinal)];
        // xmpp-server is what an entry without service means.
        return Read(layout.Name([domain, null]) == id.Name ? [(SectionLayout.SrvDomainKey, domain)] : [(SectionLayout.SrvDomainKey, domain), (SectionLayout.ServiceKey, service)]);
    }

    private static ImmutableArray<(Field Key, string Text)>? Read(ImmutableArray<(Field Key, string Text)> keys) =>
        keys.All(key => AuthorForm.Problem(key.Key, new Value.Text(key.Text)) is null) ? keys : null;
}
