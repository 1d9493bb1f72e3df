using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary><c>runStore</c>, by type: those that this build can open.</summary>
internal static class RunStoreLayout
{
    public static VariantType Type { get; } = new("a run store with its type", [.. RunStores.Types.Select(type =>
        (type.Type, type.Summary, new ObjectType($"a run store of type {type.Type}", [Discriminator(type.Type), .. type.Options])))]);

    private static Field<string> Discriminator(string word) => new(VariantType.Discriminator, new ChoiceType<string>((word, word)), Traits.Required, "Type of the run store.");
}
