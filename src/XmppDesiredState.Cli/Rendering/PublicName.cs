using System.Net;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Whether an address or a host name means anything outside of our network.</summary>
internal static class PublicName
{
    // RFC 6762, RFC 6761, RFC 8375, and those that ICANN keeps out of the root since they are used inside (Name Collision; .internal by resolution 2024.07.29.06).
    private static readonly string[] Inside = ["local", "localhost", "internal", "intranet", "lan", "corp", "home", "private", "home.arpa", "localdomain"];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <param name="text">An IPv4 or IPv6 address.</param>
    public static bool IsPublicAddress(string text) => IPAddress.TryParse(text, out var address) && IsPublic(address);

    /// <summary>A single label means nothing elsewhere either; <c>.</c> says that there is no service, and may be said.</summary>
    public static bool IsPublicHost(string name) => name == "." || (IPAddress.TryParse(name, out var address) ? IsPublic(address)
        : name.Contains('.', StringComparison.Ordinal) && !Array.Exists(Inside, top => name.EndsWith("." + top, StringComparison.OrdinalIgnoreCase)));

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !Array.Exists(Private, network => network.Contains(address));
    }
}
