using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Files;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>What is filled in for a certificate, and what came back as a chain.</summary>
internal static class CommandIssuerMapper
{
    /// <summary>Of the option <c>run</c>.</summary>
    public static readonly ImmutableArray<string> Placeholders = ["request", "name", "commonName", "names"];

    /// <summary>Of the option <c>chain</c>.</summary>
    public static readonly ImmutableArray<string> ChainPlaceholders = ["name", "commonName", "request"];

    public static ImmutableSortedDictionary<string, string> Values(WantedCertificate wanted, string requestPath) => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("request", requestPath)
        .Add("name", PortableFileName.Of(wanted.Name))
        .Add("commonName", wanted.CommonName ?? wanted.Names.FirstOrDefault() ?? "")
        .Add("names", string.Join(',', wanted.Names));

    /// <summary>The file under <c>chain</c>. Only what the file says is a template: the folder it is relative to may have braces of its own.</summary>
    public static string ChainPath(string chain, string folder, ImmutableSortedDictionary<string, string> values)
    {
        var safe = values.SetItem("commonName", PortableFileName.Of(values["commonName"]));
        return Path.GetFullPath(ArgumentTemplate.Fill(ChainTemplate(chain, folder), safe), folder);
    }

    public static string ChainTemplate(string chain, string folder) => Path.GetRelativePath(folder, chain) is var below && !below.StartsWith("..", StringComparison.Ordinal) ? below : chain;

    /// <summary>The certificate of that key and its issuers as PEM, leaf first; null when there is none for it.</summary>
    public static string? Chain(ReadOnlyMemory<byte> content, string keyFingerprint) =>
        CertificateFile.OrderChain(CertificateFile.Read(content), keyFingerprint) is { } chain ? CertificateFile.ToPem(chain) : null;
}
