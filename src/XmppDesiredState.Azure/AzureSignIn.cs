using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using XmppDesiredState.Credentials;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Azure;

/// <summary>
/// Signs in when the pipeline needs a token, which it keeps until shortly before its end. The secret is revealed for each sign-in and kept nowhere.
/// </summary>
/// <param name="authority">Where Entra ID is; null: the public cloud's.</param>
/// <param name="allowPrograms">False under <c>--no-exec</c>: none of the ways that start a program.</param>
internal sealed class AzureSignIn(AzureCredential credential, Uri? authority, RevealSecret reveal, bool allowPrograms, HttpPipelineTransport transport) : TokenCredential
{
    // Only to take it out of what is shown, should a server quote it.
    private string? token;

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var access = await (await CreateAsync(cancellationToken)).GetTokenAsync(requestContext, cancellationToken);
        token = access.Token;
        return access;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing here signs in synchronously.");

    /// <summary>The text without the token.</summary>
    public string Redact(string text) => token is { Length: > 0 } known ? text.Replace(known, "(token)", StringComparison.Ordinal) : text;

    private async ValueTask<TokenCredential> CreateAsync(CancellationToken cancellationToken)
    {
        if (credential.Secret is { } secret)
        {
            var revealed = await reveal(secret.Reference, cancellationToken);
            return new ClientSecretCredential(credential.Tenant, credential.Client, new string(revealed.Span), Prepare(new ClientSecretCredentialOptions { DisableInstanceDiscovery = HasOwnAuthority }));
        }

        if (credential.IsWorkloadIdentity)
        {
            var options = Prepare(new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = HasOwnAuthority });
            // Unless given, these three come from the environment; the options' constructor reads it.
            if (credential.Tenant is not null) (options.TenantId, options.ClientId, options.TokenFilePath) = (credential.Tenant, credential.Client, credential.TokenFile);
            return new WorkloadIdentityCredential(options);
        }

        var leaveOut = !allowPrograms;
        return new DefaultAzureCredential(Prepare(new DefaultAzureCredentialOptions
        {
            DisableInstanceDiscovery = HasOwnAuthority,
            ExcludeAzureCliCredential = leaveOut,
            ExcludeAzureDeveloperCliCredential = leaveOut,
            ExcludeAzurePowerShellCredential = leaveOut,
            ExcludeVisualStudioCredential = leaveOut,
        }));
    }

    // An authority that a file names is believed as it stands, not looked up at the public cloud's.
    private bool HasOwnAuthority => authority is not null;

    private T Prepare<T>(T options) where T : TokenCredentialOptions
    {
        options.Transport = transport;
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        if (authority is not null) options.AuthorityHost = authority;
        return options;
    }
}
