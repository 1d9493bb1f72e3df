using System.Text;
using DnsClient;

namespace XmppDesiredState.Federation.Dns;

/// <summary>Names in answers as they are compared: lower case, A-labels, no trailing dot; the root is empty.</summary>
internal static class CanonicalName
{
    // Of an owner the library has turned Value into Unicode, of a name inside a record Original; the other of the two is as it came over the wire.
    public static string Of(DnsString name) => (Ascii.IsValid(name.Value) ? name.Value : name.Original).TrimEnd('.').ToLowerInvariant();
}
