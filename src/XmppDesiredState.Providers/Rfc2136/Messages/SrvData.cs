namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>The data of an SRV record as on the wire (RFC 2782).</summary>
/// <param name="Target">In the form of <see cref="MessageReader.ReadName"/>; empty: the root, which says that there is no such service.</param>
internal readonly record struct SrvData(ushort Priority, ushort Weight, ushort Port, string Target);
