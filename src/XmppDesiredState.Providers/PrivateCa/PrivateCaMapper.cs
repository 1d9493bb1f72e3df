using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary>What a request may ask for, and what is answered.</summary>
internal static class PrivateCaMapper
{
    private const string ServicePrefix = "srv:_xmpp-server.";

    /// <summary>What a request asks for beyond what was planned, as people read it.</summary>
    public static ImmutableArray<string> Beyond(SigningRequest request, WantedCertificate wanted)
    {
        var subject = wanted.CommonName is null ? wanted.Subject : wanted.Subject.SetItem(Certificate.CommonName.Name, wanted.CommonName);
        return
        [
            .. request.Names.Where(name => !IsWanted(name, wanted)).Select(name => $"the name {name}"),
            .. request.Usages.Except(wanted.Ask, StringComparer.Ordinal).Select(usage => $"the usage {usage}"),
            .. request.Subject.Where(part => subject.GetValueOrDefault(part.Key) != part.Value).Select(part => $"the subject {part.Key}={part.Value}"),
        ];
    }

    /// <summary>Every wanted name, and the SRVNames that were asked for.</summary>
    public static ImmutableArray<string> NamesFor(SigningRequest request, WantedCertificate wanted) => [.. wanted.Names, .. request.Names.Where(name => name.StartsWith(ServicePrefix, StringComparison.Ordinal))];

    public static bool IsSame(ParsedCertificate issued, IEnumerable<string> names, IEnumerable<string> usages) =>
        issued.Installed.Names.ToHashSet(StringComparer.Ordinal).SetEquals(names) && issued.Installed.Usages.ToHashSet(StringComparer.Ordinal).SetEquals(usages);

    /// <summary>Leaf and CA: who sees the root beside the leaf can check that they belong together, and servers may leave it away.</summary>
    public static string Chain(ParsedCertificate leaf, CertificateAuthority authority) => CertificateFile.ToPem([leaf, authority.Certificate]);

    private static bool IsWanted(string name, WantedCertificate wanted) =>
        wanted.Names.Contains(name.StartsWith(ServicePrefix, StringComparison.Ordinal) ? name[ServicePrefix.Length..] : name, StringComparer.Ordinal);
}
