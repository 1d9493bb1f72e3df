using System.Collections.Immutable;
using XmppDesiredState.Credentials;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>The options of a state file.</summary>
internal static class AzureDnsOptions
{
    public const string PublicEndpoint = "https://management.azure.com";

    public static readonly Field<string> Subscription = new("subscription", new TextType(36), Traits.Required, "Id of the subscription that holds the zones, such as 00000000-0000-0000-0000-000000000000.");
    public static readonly Field<string> ResourceGroup = new("resourceGroup", new TextType(90), Traits.Required, "Name of the resource group that holds the zones.");

    public static readonly Field<ImmutableArray<string>> Zones = new("zones", new SetType<string>(DomainType.Instance, 1000), Traits.Required | Traits.Set,
        "The public zones, such as [contoso.com].");

    public static readonly Field<AzureCredential> Credential = new("credential", AzureCredentialType.Instance, Traits.None,
        "Who signs in: auto (the first of the ways DefaultAzureCredential knows; unless given), workload-identity, { tenant, client, secret } or { tenant, client, tokenFile }.");

    public static readonly Field<string> Endpoint = new("endpoint", new TextType(255), Traits.None,
        $"Where Azure Resource Manager is, https only; {PublicEndpoint} unless given, https://management.usgovcloudapi.net or https://management.chinacloudapi.cn in the other clouds.");

    public static readonly Field<string> Authority = new("authority", new TextType(255), Traits.None,
        "Where Entra ID is, https only; https://login.microsoftonline.com unless given, https://login.microsoftonline.us or https://login.chinacloudapi.cn in the other clouds.");

    /// <summary>An address that a token may be sent to: https, no path, no user.</summary>
    public static bool TryReadHost(string text, out Uri host) =>
        Uri.TryCreate(text, UriKind.Absolute, out host!) && host.Scheme == Uri.UriSchemeHttps && host.Host.Length > 0
            && host.UserInfo.Length == 0 && host.AbsolutePath == "/" && host.Query.Length == 0 && host.Fragment.Length == 0;
}
