namespace XmppDesiredState.Federation.Verification;

/// <summary>What a verdict depends on beside what was seen.</summary>
/// <param name="IdentityThumbprint">Of the certificate that was presented as ours; null: none was.</param>
/// <param name="TrustIsGiven">Whether chains were judged by the gateway's own roots.</param>
internal sealed record WeighingTerms(string? IdentityThumbprint, bool LookOnly, bool TrustIsGiven, DateTimeOffset Now)
{
    /// <summary>Whether our gateway knows the partner. One that does not turns away who asks it about a key, so that dialback fails for that alone.</summary>
    public bool IsDeclared { get; init; } = true;

    public bool HasIdentity => IdentityThumbprint is not null;
}
