namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>A message that is not of the form of RFC 1035 §4: the one exception that reading throws, whatever the octets.</summary>
internal sealed class DnsFormatException(string message) : Exception(message);
