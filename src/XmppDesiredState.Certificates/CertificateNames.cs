using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Certificates.Reading;

namespace XmppDesiredState.Certificates;

/// <summary>Whether a certificate stands for an XMPP domain: RFC 6120 §13.7.1.2 with RFC 6125. The common name of the subject never counts.</summary>
public static class CertificateNames
{
    private static readonly IdnMapping Idn = new();

    /// <param name="names">As <see cref="Resources.InstalledCertificate.Names"/>.</param>
    /// <param name="domain">Canonical: lower case, A-labels.</param>
    public static bool StandFor(ImmutableArray<string> names, string domain) => names.Any(name => StandsFor(name, domain));

    /// <summary>A dNSName that is the domain or has <c>*</c> for its left-most label alone, an SRVName of <c>_xmpp-server</c>, or an XmppAddr that is the bare domain.</summary>
    private static bool StandsFor(string name, string domain)
    {
        if (name.StartsWith(AlternativeNames.Service, StringComparison.Ordinal)) return name == Extensions.ServiceOf(domain);
        if (name.StartsWith(AlternativeNames.XmppAddress, StringComparison.Ordinal)) return ToAscii(name[AlternativeNames.XmppAddress.Length..]) == domain;
        if (name.Contains(':', StringComparison.Ordinal)) return false;
        // Not *.test: a wildcard directly below the root of a registry stands for domains of strangers.
        return name == domain || (name.StartsWith("*.", StringComparison.Ordinal) && name.IndexOf('*', 1) < 0 && name.IndexOf('.', 2) > 0
            && domain.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && domain[dot..] == name[1..]);
    }

    private static string? ToAscii(string address)
    {
        try
        {
            return Idn.GetAscii(address.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
