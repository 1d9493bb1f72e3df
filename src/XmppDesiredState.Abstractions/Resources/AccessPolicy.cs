using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>
/// Which users may communicate with whom (<c>CsExternalAccessPolicy</c>). The id's name is <c>global</c>, <c>site:NAME</c> or <c>tag:NAME</c>.
/// Removing the global policy would reset it, so it is never deleted.
/// </summary>
public static class AccessPolicy
{
    public static readonly Field<string> Description = new("description", TextType.Instance, Traits.None, "Free text for people.");

    public static readonly Field<bool> EnableFederationAccess = new("enableFederationAccess", FlagType.Instance, Traits.None,
        "Whether users under the policy may communicate with federated domains.");

    public static readonly Field<bool> EnableXmppAccess = new("enableXmppAccess", FlagType.Instance, Traits.None,
        "Whether users under the policy may communicate with XMPP partners; needs enableFederationAccess.");

    public static readonly Field<bool> EnableOutsideAccess = new("enableOutsideAccess", FlagType.Instance, Traits.None,
        "Whether users under the policy may sign in from outside.");

    public static readonly Kind Kind = new()
    {
        Name = "access-policy",
        Phase = 1,
        Summary = "Which users may communicate with XMPP partners.",
        Fields = [Description, EnableFederationAccess, EnableXmppAccess, EnableOutsideAccess],
        IsFixed = name => name == "global",
    };

    public static readonly ResourceId Global = new(Kind, "global");

    /// <summary>The scope in lower case, the rest as written: <c>Tag:Sales</c> is <c>tag:Sales</c>, a bare <c>Sales</c> too.</summary>
    public static string? NormalizeName(string written)
    {
        if (written.Equals("global", StringComparison.OrdinalIgnoreCase)) return "global";
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        var scope = colon < 0 ? "tag" : written[..colon].ToLowerInvariant();
        var name = written[(colon + 1)..].Trim();
        return name.Length is 0 or > 255 || scope is not ("site" or "tag") || name.Contains('/') ? null : $"{scope}:{name}";
    }
}
