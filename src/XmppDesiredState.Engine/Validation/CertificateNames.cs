using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Which names a declared certificate shall cover.</summary>
public static class CertificateNames
{
    /// <summary>
    /// The subject alternative names, the common name first, each once and canonical. <c>lync-edge</c>: the edge, <c>sip.</c> before each SIP domain, each XMPP domain;
    /// <c>xmpp</c> (unless given): each XMPP domain; <c>none</c>: nothing but <c>names.additional</c>.
    /// </summary>
    /// <remarks>
    /// A derivation repeats the common name, because a client that finds alternative names ignores the subject (RFC 9525 §2);
    /// with <c>none</c> the author has the last word. Names on the live certificate that <c>extra: keep</c> carries over are not known here.
    /// </remarks>
    public static ImmutableArray<string> Derive(Gateway gateway, Resource certificate)
    {
        var names = new List<string>();
        var derivation = Derivation(certificate);
        if (derivation != NameDerivation.None && CommonName(gateway, certificate) is { } common && DomainName.TryNormalize(common, out var name) is null && name is not null) names.Add(name);
        if (derivation == NameDerivation.LyncEdge)
        {
            if (gateway.Edge is not null) names.Add(gateway.Edge);
            names.AddRange((gateway.SipDomains.IsEmpty ? gateway.Domains : gateway.SipDomains).Select(domain => $"sip.{domain}"));
        }

        if (derivation != NameDerivation.None) names.AddRange(gateway.Domains);
        names.AddRange(Part(certificate, Certificate.Names, Certificate.AdditionalNames, []));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>As declared, else <see cref="Gateway.Edge"/>; null where there is neither.</summary>
    public static string? CommonName(Gateway gateway, Resource certificate) =>
        Part(certificate, Certificate.Subject, Certificate.CommonName, "") is { Length: > 0 } declared ? declared : gateway.Edge;

    /// <summary>As declared, else <see cref="NameDerivation.Xmpp"/>.</summary>
    internal static NameDerivation Derivation(Resource certificate) => Part(certificate, Certificate.Names, Certificate.Derive, NameDerivation.Xmpp);

    /// <summary>Whether XMPP partners will be shown it: its names are derived, or the edge or the XMPP proxy uses it.</summary>
    internal static bool FacesPartners(Gateway gateway, Resource certificate)
    {
        if (Derivation(certificate) != NameDerivation.None) return true;
        if (certificate.TryGet(Certificate.Usages, out var usages)
            && usages.Any(usage => usage.Equals("XmppServer", StringComparison.OrdinalIgnoreCase) || usage.Equals("AccessEdgeExternal", StringComparison.OrdinalIgnoreCase))) return true;
        return gateway.Edge is { } edge && (CommonName(gateway, certificate) == edge || Derive(gateway, certificate).Contains(edge, StringComparer.Ordinal));
    }

    /// <summary>One key of an attribute that is a map.</summary>
    internal static T Part<T>(Resource certificate, Field<Value.Map> attribute, Field<T> key, T otherwise) =>
        certificate.TryGet(attribute, out var map) && map.Items.TryGetValue(key.Name, out var raw) && raw is not (Value.Cleared or Value.Default)
            && key.Type.TryRead(raw, out var value, out _) ? value : otherwise;
}
