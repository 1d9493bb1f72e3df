using System.Collections.Immutable;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Providers.Command;
using XmppDesiredState.Providers.CommandIssuer;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Manual;
using XmppDesiredState.Providers.PemFiles;
using XmppDesiredState.Providers.PrivateCa;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Providers.Wire;
using XmppDesiredState.Providers.ZoneFile;

namespace XmppDesiredState.Cli;

/// <summary>Every type of provider in this build, by type.</summary>
internal static class ProviderCatalog
{
    public static ImmutableArray<IProviderFactory> Create() =>
    [
        new LyncProviderFactory(), new LocalProviderFactory(), new ZoneFileProviderFactory(), new Rfc2136ProviderFactory(), new AzureDnsProviderFactory(),
        new PemFilesProviderFactory(), new ManualProviderFactory(), new CommandIssuerProviderFactory(), new PrivateCaProviderFactory(),
        new CommandProviderFactory(), new WireProviderFactory(),
    ];
}
