using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>The section of one kind: its own keys, those of an entry, and which of them make the entry's name.</summary>
internal sealed class SectionLayout
{
    public const string ListName = "list";
    public const string DefaultsName = "defaults";

    public static readonly Field<string> DomainKey = new("domain", DomainType.Instance, Traits.Required, "The primary domain, the entry's key.");
    public static readonly Field<string> IdentityKey = new("identity", PolicyNameType.Instance, Traits.Required, "global, site:NAME or tag:NAME; the entry's key.");
    public static readonly Field<string> NameKey = new("name", NameType.Instance, Traits.Required, "A name of your choice, the entry's key.");
    public static readonly Field<string> SrvDomainKey = new("domain", DomainType.Instance, Traits.Required, "The domain whose servers are named; with service the entry's key.");

    public static readonly Field<string> ServiceKey = new("service", new ChoiceType<string>(("xmpp-server", "xmpp-server"), ("xmpps-server", "xmpps-server")), Traits.None,
        "xmpp-server (unless given), or xmpps-server for direct TLS (XEP-0368).");

    private SectionLayout(string key, Kind kind, string summary, ImmutableArray<Field> keys, bool canBeAbsent)
    {
        (Kind, Keys, IsList, CanBeAbsent) = (kind, keys, !keys.IsEmpty, canBeAbsent);
        Attributes = [.. kind.Fields.Where(field => !field.Is(Traits.Computed))];
        UnsupportedField = EntryKeys.Unsupported(Attributes);
        Field[] state = canBeAbsent ? [EntryKeys.Protect, EntryKeys.Absent] : [];
        Field[] notes = [EntryKeys.Reason, EntryKeys.Accept, UnsupportedField];

        // Attributes stand as optional here; whether one is missing is known only after the defaults are merged.
        if (IsList)
        {
            Entry = new ObjectType($"an entry of {key}", [.. keys, EntryKeys.Provider, .. Attributes.Select(Optional), .. state, .. notes]);
            DefaultsField = new Field<Value.Map>(DefaultsName, new ObjectType($"the defaults of {key}", [.. Attributes.Select(Optional), .. canBeAbsent ? new Field[] { EntryKeys.Protect } : [], UnsupportedField]),
                Traits.None, "Attributes that every entry has unless it says otherwise.");
            ListField = new Field<ImmutableArray<Value.Map>>(ListName, new ListType<Value.Map>(Entry, 1_000_000), Traits.None, "The entries; an empty list is refused by a guard unless it is meant.");
            Field[] policies = canBeAbsent ? [EntryKeys.Unlisted, EntryKeys.Removed] : [EntryKeys.UnlistedFixed];
            Type = new ObjectType(key, [EntryKeys.Provider, .. policies, DefaultsField, ListField]);
        }
        else
        {
            Entry = Type = new ObjectType(key, [EntryKeys.Provider, .. Attributes.Select(Optional), .. notes]);
        }

        Field = new Field<Value.Map>(key, Type, Traits.None, summary);
    }

    /// <summary>In the order of a file.</summary>
    public static ImmutableArray<SectionLayout> All { get; } =
    [
        new("edgeAccess", EdgeAccess.Kind, "The switch at the edge that opens federation.", [], canBeAbsent: false),
        new("accessPolicies", AccessPolicy.Kind, "Which users may communicate with XMPP partners.", [IdentityKey], canBeAbsent: true),
        new("gatewaySettings", GatewaySettings.Kind, "Limits and times of the gateway.", [], canBeAbsent: false),
        new("partners", Partner.Kind, "The domains of others that we federate with.", [DomainKey], canBeAbsent: true),
        new("certificates", Certificate.Kind, "Certificates of ours, from the request to the restart.", [NameKey], canBeAbsent: false),
        new("srvRecords", SrvRecord.Kind, "The SRV record sets by which other servers find ours.", [SrvDomainKey, ServiceKey], canBeAbsent: true),
        new("services", Service.Kind, "What must restart to take up a new certificate.", [NameKey], canBeAbsent: false),
    ];

    public string Key => Field.Name;

    public Kind Kind { get; }

    /// <summary>The key of the document.</summary>
    public Field<Value.Map> Field { get; }

    public ObjectType Type { get; }

    /// <summary>Of one entry; of the section itself where there is only one instance.</summary>
    public ObjectType Entry { get; }

    /// <summary>The fields that make the name; none where there is only one instance.</summary>
    public ImmutableArray<Field> Keys { get; }

    public bool IsList { get; }

    public bool CanBeAbsent { get; }

    /// <summary>What a file can declare.</summary>
    public ImmutableArray<Field> Attributes { get; }

    public Field<Value.Map> UnsupportedField { get; }

    public Field<Value.Map>? DefaultsField { get; }

    public Field<ImmutableArray<Value.Map>>? ListField { get; }

    public static SectionLayout Of(Kind kind) => All.First(section => section.Kind == kind);

    /// <summary>The resource's name, from the texts of <see cref="Keys"/> in canonical form.</summary>
    public string Name(ReadOnlySpan<string?> keys) =>
        !IsList ? "global" : Kind == SrvRecord.Kind ? $"_{keys[1] ?? "xmpp-server"}._tcp.{keys[0]}" : keys[0]!;

    private static Field Optional(Field field) => field.Is(Traits.Required) ? new OptionalField(field) : field;
}
