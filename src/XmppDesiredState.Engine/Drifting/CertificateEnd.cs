using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>An installed certificate on the line of time: of several members the one that ends first.</summary>
/// <param name="RenewAt">From when it is renewed.</param>
public sealed record CertificateEnd(Address Address, DateTimeOffset NotBefore, DateTimeOffset NotAfter, DateTimeOffset RenewAt);
