using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using XmppDesiredState.Values;

namespace XmppDesiredState.Federation.Streams;

/// <summary>Where a server listens: a host name or an address, and a port.</summary>
/// <param name="Host">A host name, a domain name in lower case and A-labels, or an IPv4 or IPv6 address without brackets.</param>
public sealed record StreamEndpoint(string Host, int Port)
{
    /// <summary>The port of <c>_xmpp-server</c> where no SRV record says otherwise (RFC 6120 §3.2.1).</summary>
    public const int DefaultPort = 5269;

    /// <summary>Reads <c>host:port</c>, <c>192.0.2.1:port</c> or <c>[2001:db8::1]:port</c>.</summary>
    /// <param name="defaultPort">The port where the text names none; null: it must name one.</param>
    public static bool TryParse(string text, int? defaultPort, [NotNullWhen(true)] out StreamEndpoint? endpoint)
    {
        endpoint = null;
        var (host, tail) = text.StartsWith('[') ? Split(text, text.IndexOf(']', StringComparison.Ordinal) + 1) : Split(text, text.IndexOf(':', StringComparison.Ordinal));
        if (host.StartsWith('['))
        {
            if (!host.EndsWith(']') || !IPAddress.TryParse(host[1..^1], out var address) || address.AddressFamily != AddressFamily.InterNetworkV6) return false;
            host = address.ToString();
        }
        else if (DomainName.TryNormalize(host, out var name) is null)
        {
            host = name!;
        }
        else if (!IsIPv4(host) && !IsLabel(host))
        {
            return false;
        }

        if (tail.Length == 0 && defaultPort is { } port) endpoint = new StreamEndpoint(host, port);
        else if (tail.StartsWith(':') && int.TryParse(tail.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535) endpoint = new StreamEndpoint(host, port);
        return endpoint is not null;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static (string Host, string Port) Split(string text, int at) => at <= 0 ? (text, "") : (text[..at], text[at..]);

    // In the one form that is no other spelling: some systems take 127.1 or 0177.0.0.1 for an address.
    private static bool IsIPv4(string host) => IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host;

    // A single label (edge1) is a host name although it is no domain name.
    private static bool IsLabel(string host) => host.Length is > 0 and <= 63 && host.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && host[0] != '-' && host[^1] != '-' && host.Any(char.IsAsciiLetter);
}
