using System.Collections.Immutable;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Providers.ZoneFile;

namespace XmppDesiredState.Cli;

/// <summary>Every type of provider in this build, by type.</summary>
internal static class ProviderCatalog
{
    public static ImmutableArray<IProviderFactory> Create() => [new LocalProviderFactory(), new ZoneFileProviderFactory()];
}
