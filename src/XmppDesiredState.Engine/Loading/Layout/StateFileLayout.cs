using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>The whole state file, declared once: reading, schema and canonical order of keys derive from it.</summary>
internal sealed class StateFileLayout
{
    public static readonly Field<string> ApiVersion = new("apiVersion", new ChoiceType<string>((FileHeader.ApiVersion, FileHeader.ApiVersion)), Traits.Required, "Version of the format.");

    public static readonly Field<FileKind> FileKindField = new("kind",
        new ChoiceType<FileKind>(("federation", FileKind.Federation), ("overlay", FileKind.Overlay), ("connections", FileKind.Connections)), Traits.None,
        "federation (unless given); overlay: changes to other files; connections: providers and the run store.");

    public static readonly Field<string> Name = new("name", NameType.Instance, Traits.None, "The deployment: it names plans, comments and issues.");
    public static readonly Field<ImmutableArray<string>> Include = new("include", new ListType<string>(TextType.Instance), Traits.None, "Further files, relative to this one: partners/*.yaml.");
    public static readonly Field<ImmutableArray<(ResourceId Id, string? Provider)>> Remove = new("remove", new ListType<(ResourceId, string?)>(AddressType.Instance), Traits.None, "Overlay only: ids of entries to leave out, partner/fabrikam.com.");

    public static readonly Field<Value.Map> Gateway = new("gateway", GatewayLayout.Type, Traits.None, "Our side.");
    public static readonly Field<Value.Map> RunStore = new("runStore", RunStoreLayout.Type, Traits.None, "Where it is kept what was ours and what was done; a folder .xmppstate beside the first file unless given.");
    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Maintenance = new("maintenance", new MapType<Value.Map>("names of windows", WindowLayout.Type), Traits.None, "When services may restart.");
    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Variables = new("variables", new MapType<Value.Map>("names of variables", VariableLayout.Type), Traits.None, "Values that --var and --var-file may change, used as ${name}.");

    public static readonly Field<(ResourceId Id, string? Provider)> Address = new("address", AddressType.Instance, Traits.Required, "partner/legacy.example, or on one provider partner/legacy.example@lync.");
    public static readonly Field<string> AddressPattern = new("address", TextType.Instance, Traits.Required, "An address; * stands for any text: access-policy/*.");
    public static readonly Field<string> Attribute = new("attribute", TextType.Instance, Traits.None, "The attribute; every one unless given.");

    public static readonly Field<ImmutableArray<Value.Map>> Acknowledged = new("acknowledged", new ListType<Value.Map>(
        new ObjectType("{ address, reason, until }", Address, EntryKeys.AcceptReason, EntryKeys.Until)), Traits.None, "Live resources that nobody declares and that are left alone.");

    public static readonly Field<ImmutableArray<Value.Map>> DriftIgnore = new("ignore", new ListType<Value.Map>(
        new ObjectType("{ address, attribute, reason, until }", AddressPattern, Attribute, EntryKeys.AcceptReason, EntryKeys.Until)), Traits.None, "Live changes that are expected.");

    public static readonly Field<Value.Map> Drift = new("drift", new ObjectType("drift", DriftIgnore), Traits.None, "What the drift check leaves out.");
    public static readonly Field<long> MaxDeletes = new("maxDeletes", new IntegerType(0, int.MaxValue), Traits.Required, "Most deletes of one kind in one plan.");
    public static readonly Field<Value.Map> Guards = new("guards", new ObjectType("{ maxDeletes, until }", MaxDeletes, EntryKeys.Until), Traits.None, "A limit of deletes other than the usual.");

    public StateFileLayout(ImmutableArray<IProviderFactory> factories)
    {
        Factories = factories.ToImmutableSortedDictionary(factory => factory.Type, factory => factory, StringComparer.Ordinal);
        Provider = new VariantType("a provider with its type and options",
            [.. Factories.Values.Select(factory => (factory.Type, factory.Summary, ProviderLayout.Of(factory)))]);
        Providers = new Field<ImmutableSortedDictionary<string, Value.Map>>("providers", new MapType<Value.Map>("names of providers", Provider), Traits.None, "Provider instances by name.");

        Field[] sections = [.. SectionLayout.All.Select(section => section.Field)];
        Federation = new ObjectType("a state file", [ApiVersion, FileKindField, Name, RunStore, Gateway, Providers, Maintenance, .. sections, Acknowledged, Drift, Guards, Variables, Include]);
        Overlay = new ObjectType("an overlay", [ApiVersion, FileKindField, Name, Remove, RunStore, Gateway, Providers, Maintenance, .. sections, Acknowledged, Drift, Guards, Variables]);
        Connections = new ObjectType("a connections file", ApiVersion, FileKindField, RunStore, Providers, Variables);
    }

    public ImmutableSortedDictionary<string, IProviderFactory> Factories { get; }

    public VariantType Provider { get; }

    public Field<ImmutableSortedDictionary<string, Value.Map>> Providers { get; }

    public ObjectType Federation { get; }

    public ObjectType Overlay { get; }

    public ObjectType Connections { get; }

    public ObjectType Of(FileKind kind) => kind switch
    {
        FileKind.Overlay => Overlay,
        FileKind.Connections => Connections,
        _ => Federation,
    };
}
