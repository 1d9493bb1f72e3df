using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>
/// What a machine uses certificates for: CertType of Set-CsCertificate. XmppServer is in none of its documented lists but that of Import-CsCertificate
/// (as <c>XMPPServer</c>) and is what administrators' scripts assign; cases do not matter to PowerShell.
/// </summary>
internal static class LyncUsages
{
    public const string AccessEdge = "AccessEdgeExternal", Xmpp = "XmppServer";

    /// <summary>Of the external side of an Edge server with XMPP: what a certificate is for that says nothing.</summary>
    public static readonly ImmutableArray<string> OfAnEdge = [AccessEdge, "DataEdgeExternal", "AudioVideoAuthentication", Xmpp];

    private static readonly ImmutableArray<string> Known =
    [
        .. OfAnEdge, "Default", "External", "Internal", "iPadAPNService", "iPhoneAPNService", "MPNService", "PICWebService", "ProvisionService", "WebServicesExternal", "WebServicesInternal", "WsFedTokenTransfer",
    ];

    public static ImmutableArray<string> All => Known;

    /// <summary>As it is written to Lync; null where there is no such usage.</summary>
    public static string? Canonical(string usage) => Known.FirstOrDefault(known => known.Equals(usage, StringComparison.OrdinalIgnoreCase));

    /// <summary>Of a declared certificate, as they are written to Lync.</summary>
    public static ImmutableArray<string> Of(Resource? certificate) => certificate?.Get(Certificate.Usages) is { IsDefaultOrEmpty: false } given
        ? [.. given.Select(usage => Canonical(usage) ?? usage).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)] : OfAnEdge;

    /// <summary>Those that Request-CsCertificate is documented to know; names are asked for one by one, so nothing depends on XmppServer there.</summary>
    public static ImmutableArray<string> ToRequest(ImmutableArray<string> usages) => usages.Remove(Xmpp) is { IsEmpty: false } documented ? documented : usages;
}
