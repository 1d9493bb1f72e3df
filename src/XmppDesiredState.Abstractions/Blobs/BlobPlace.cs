using XmppDesiredState.Credentials;
using XmppDesiredState.Values;

namespace XmppDesiredState.Blobs;

/// <summary>Where a container is and who opens it.</summary>
/// <param name="Endpoint">Address of the account's blobs.</param>
/// <param name="Prefix">Empty, or ends with <c>/</c>.</param>
/// <param name="Authority">Where Entra ID is; null: the public cloud's.</param>
/// <param name="Key">The account's key; null, and no <paramref name="Signature"/>: <paramref name="Credential"/> signs in.</param>
/// <param name="Signature">A shared access signature (SAS).</param>
public sealed record BlobPlace(Uri Endpoint, string Account, string Container, string Prefix, AzureCredential Credential, Uri? Authority, Value.Secret? Key, Value.Secret? Signature)
{
    /// <summary>For people: the address, without anything secret.</summary>
    public string Location => $"{Endpoint.AbsoluteUri.TrimEnd('/')}/{Container}{(Prefix.Length > 0 ? "/" + Prefix.TrimEnd('/') : "")}";
}
