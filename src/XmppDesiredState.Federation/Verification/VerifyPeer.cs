using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>A domain to look at.</summary>
/// <param name="Domain">Canonical: lower case, A-labels, no trailing dot.</param>
/// <param name="IsOurs">Whether it is a domain of our gateway.</param>
/// <param name="Partner">The partner's primary domain where one is declared; null for ours and for undeclared ones.</param>
/// <param name="Declared">Our side of the negotiation with it; null: nothing is declared, so every preset is weighed.</param>
public sealed record VerifyPeer(string Domain, bool IsOurs, string? Partner, Negotiation? Declared);
