namespace XmppDesiredState.Federation.Verification;

/// <summary>What a verdict depends on beside what was seen.</summary>
/// <param name="IdentityThumbprint">Of the certificate that was presented as ours; null: none was.</param>
/// <param name="TrustIsGiven">Whether chains were judged by the gateway's own roots.</param>
internal sealed record WeighingTerms(string? IdentityThumbprint, bool LookOnly, bool TrustIsGiven, DateTimeOffset Now)
{
    public bool HasIdentity => IdentityThumbprint is not null;
}
