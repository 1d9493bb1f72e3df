using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>The one form of each kind's names, so that <c>partner/Fabrikam.com</c> and <c>partner/fabrikam.com</c> are one address.</summary>
internal static class ResourceNames
{
    /// <summary>Null when it is no name of the kind.</summary>
    public static string? Normalize(Kind kind, string written)
    {
        if (kind == Partner.Kind) return Domain(written);
        if (kind == AccessPolicy.Kind) return AccessPolicy.NormalizeName(written);
        if (kind == EdgeAccess.Kind || kind == GatewaySettings.Kind) return written == "global" ? written : null;
        if (kind == SrvRecord.Kind)
        {
            var prefix = SrvRecord.OwnerPrefixes.FirstOrDefault(candidate => written.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
            return prefix is not null && Domain(written[prefix.Length..]) is { } domain ? prefix + domain : null;
        }

        return Types.NameType.IsName(written) ? written : null;
    }

    private static string? Domain(string written) => DomainName.TryNormalize(written, out var name) is null ? name : null;
}
