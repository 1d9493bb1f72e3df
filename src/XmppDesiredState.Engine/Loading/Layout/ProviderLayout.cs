using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>An entry of <c>providers</c>: the type and that type's options.</summary>
internal static class ProviderLayout
{
    public static ObjectType Of(IProviderFactory factory) => new($"a provider of type {factory.Type}",
        [new Field<string>(VariantType.Discriminator, new ChoiceType<string>((factory.Type, factory.Type)), Traits.Required, "Type of the provider."), .. factory.Options]);
}
