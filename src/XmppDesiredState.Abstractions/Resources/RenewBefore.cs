namespace XmppDesiredState.Resources;

/// <summary>How long before expiry to renew: a share of the lifetime, or a time. Exactly one is set.</summary>
public sealed record RenewBefore(int? Percent, TimeSpan? Time);
