namespace XmppDesiredState.Resources;

/// <summary>The data of one SRV record (RFC 2782). <paramref name="Target"/> is <c>.</c> where the service is declared absent.</summary>
public sealed record SrvTarget(int Priority, int Weight, int Port, string Target);
