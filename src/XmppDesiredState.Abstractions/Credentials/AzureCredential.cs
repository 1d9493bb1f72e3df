using XmppDesiredState.Values;

namespace XmppDesiredState.Credentials;

/// <summary>Who signs in. With neither secret nor token file: what the machine offers.</summary>
/// <param name="IsWorkloadIdentity">With the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, unless they are given here.</param>
public sealed record AzureCredential(bool IsWorkloadIdentity, string? Tenant = null, string? Client = null, Value.Secret? Secret = null, string? TokenFile = null)
{
    public static readonly AzureCredential Auto = new(IsWorkloadIdentity: false);
    public static readonly AzureCredential WorkloadIdentity = new(IsWorkloadIdentity: true);
}
