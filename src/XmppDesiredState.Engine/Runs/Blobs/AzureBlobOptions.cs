using System.Collections.Immutable;
using XmppDesiredState.Blobs;
using XmppDesiredState.Credentials;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>The options of a run store of type <c>azure-blob</c>.</summary>
internal static class AzureBlobOptions
{
    public static readonly Field<string> Account = new("account", new TextType(24), Traits.Required, "Name of the storage account.");
    public static readonly Field<string> Container = new("container", new TextType(63), Traits.Required, "Name of the container, which must exist; with a role on it alone.");
    public static readonly Field<string> Prefix = new("prefix", new TextType(200), Traits.None, "In front of every blob's name, for several stores in one container: production.");

    public static readonly Field<string> Endpoint = new("endpoint", new TextType(255), Traits.None,
        "Where the account's blobs are; https://ACCOUNT.blob.core.windows.net unless given, https://ACCOUNT.blob.core.usgovcloudapi.net or https://ACCOUNT.blob.core.chinacloudapi.cn in the other clouds. http only for an emulator on this machine.");

    public static readonly Field<AzureCredential> Credential = new("credential", AzureCredentialType.Instance, Traits.None,
        "Who signs in: auto (the first of the ways DefaultAzureCredential knows; unless given), workload-identity, { tenant, client, secret } or { tenant, client, tokenFile }.");

    public static readonly Field<string> Authority = new("authority", new TextType(255), Traits.None,
        "Where Entra ID is, https only; https://login.microsoftonline.com unless given, https://login.microsoftonline.us or https://login.chinacloudapi.cn in the other clouds.");

    public static readonly Field<Value.Secret> AccountKey = new("accountKey", SecretType.Instance, Traits.Secret, "The account's key, by reference, in place of credential: it opens the whole account, so rather not.");
    public static readonly Field<Value.Secret> Signature = new("sas", SecretType.Instance, Traits.Secret, "A shared access signature of the container, by reference, in place of credential: with read, add, create, write, delete and list.");

    public static ImmutableArray<Field> All { get; } = [Account, Container, Prefix, Endpoint, Credential, Authority, AccountKey, Signature];

    /// <summary>What the types of the options do not say. Pure.</summary>
    public static IEnumerable<Diagnostic> Check(RunStoreDeclaration declaration)
    {
        if (Text(declaration, Account) is not { } account || !account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) || account.Length < 3)
            yield return Wrong(declaration, "account is not the name of a storage account.", "Write its name alone: 3 to 24 lower-case letters and digits.");
        if (Text(declaration, Container) is not { } container || !IsContainer(container))
            yield return Wrong(declaration, "container is not the name of a container.", "Write its name alone: 3 to 63 lower-case letters, digits and single hyphens.");
        if (Text(declaration, Prefix) is { } prefix && !IsPrefix(prefix))
            yield return Wrong(declaration, "prefix is no beginning of blob names.", "Write letters, digits, hyphens, underscores, dots and / between parts: contoso/production.");
        if (Text(declaration, Endpoint) is { } endpoint && !TryReadEndpoint(endpoint, out _))
            yield return Wrong(declaration, "endpoint is no https address of a server.", "Write https:// and the host; http:// only for an emulator on this machine, http://127.0.0.1:10000/devstoreaccount1.");
        if (Text(declaration, Authority) is { } authority && !TryReadAuthority(authority, out _))
            yield return Wrong(declaration, "authority is no https address of a server.", "Write https:// and the host, and nothing behind it.");
        if (new Field[] { Credential, AccountKey, Signature }.Count(way => declaration.Options.ContainsKey(way.Name)) > 1)
            yield return Wrong(declaration, "More than one of credential, accountKey and sas says who signs in.", "Give one of them; credential needs no secret at all where the runner has an identity.");
        if (Text(declaration, Endpoint) is { } plain && plain.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !declaration.Options.ContainsKey(AccountKey.Name) && !declaration.Options.ContainsKey(Signature.Name))
            yield return Wrong(declaration, "A token is only sent over https, and endpoint is http.", "Give accountKey or sas for an emulator, or an https endpoint.");
    }

    /// <summary>Of a declaration that <see cref="Check"/> found nothing wrong with.</summary>
    public static BlobPlace PlaceOf(RunStoreDeclaration declaration)
    {
        var account = Text(declaration, Account)!;
        var endpoint = Text(declaration, Endpoint) is { } written && TryReadEndpoint(written, out var given) ? given : new Uri($"https://{account}.blob.core.windows.net");
        var authority = Text(declaration, Authority) is { } named && TryReadAuthority(named, out var host) ? host : null;
        var prefix = Text(declaration, Prefix)?.Trim('/') is { Length: > 0 } parts ? parts + "/" : "";
        var credential = declaration.Options.TryGetValue(Credential.Name, out var raw) && AzureCredentialType.Instance.TryRead(raw, out AzureCredential? read, out _) ? read : AzureCredential.Auto;
        return new BlobPlace(endpoint, account, Text(declaration, Container)!, prefix, credential, authority, declaration.Options.GetValueOrDefault(AccountKey.Name) as Value.Secret,
            declaration.Options.GetValueOrDefault(Signature.Name) as Value.Secret);
    }

    // An address that a token or a signature may be sent to. A path holds the account where the host does not: an emulator's, a gateway's.
    private static bool TryReadEndpoint(string text, out Uri endpoint) =>
        Uri.TryCreate(text, UriKind.Absolute, out endpoint!) && endpoint.Host.Length > 0 && endpoint.UserInfo.Length == 0 && endpoint.Query.Length == 0 && endpoint.Fragment.Length == 0
            && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));

    private static bool TryReadAuthority(string text, out Uri authority) => TryReadEndpoint(text, out authority) && authority.Scheme == Uri.UriSchemeHttps && authority.AbsolutePath == "/";

    private static bool IsContainer(string name) => name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);

    private static bool IsPrefix(string prefix) => prefix.Trim('/') is { Length: > 0 } parts
        && parts.Split('/').All(part => part.Length > 0 && part.Trim('.').Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private static string? Text(RunStoreDeclaration declaration, Field<string> field) => (declaration.Options.GetValueOrDefault(field.Name) as Value.Text)?.Content;

    private static Diagnostic Wrong(RunStoreDeclaration declaration, string what, string fix) => RunStoreDiagnostics.BadOption.At(declaration.Where, what, fix);
}
