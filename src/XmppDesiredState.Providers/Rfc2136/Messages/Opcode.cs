namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>What a message is for (RFC 1035 §4.1.1, RFC 2136 §1.3).</summary>
internal enum Opcode
{
    Query = 0,
    Update = 5,
}
