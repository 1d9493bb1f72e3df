namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>In an update, the class says what is meant (RFC 2136 §2.4, §2.5): <see cref="None"/> absent, <see cref="Any"/> the whole record set.</summary>
internal enum RecordClass : ushort
{
    In = 1,
    None = 254,
    Any = 255,
}
