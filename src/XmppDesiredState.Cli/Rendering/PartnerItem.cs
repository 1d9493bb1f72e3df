using System.Text;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The entry that would declare a domain, ready to be pasted under <c>partners: list:</c>.</summary>
internal static class PartnerItem
{
    // Where entries stand in a formatted file.
    private const string Indent = "    ";

    public static string Of(PeerVerdict verdict)
    {
        var (negotiation, why) = Fitting(verdict);
        var seen = verdict.Seen.Services.SelectMany(service => service.Targets).SelectMany(target => target.Doors).Select(SightingText.Offers).FirstOrDefault(offers => offers.Length > 0);
        var item = new YamlWriter()
            .Comment($"Seen {verdict.Seen.At.UtcDateTime:yyyy-MM-dd}: {Printable.Short(seen ?? "no server of it answered from here", 300)}.")
            .Comment(why)
            .Comment("Type Federated lets their users see presence and write without being asked first.")
            .Item(entry => entry.Entry("domain", verdict.Peer.Domain).Entry(Partner.Type.Name, "PublicUnverified").Entry(Partner.Negotiation.Name, negotiation))
            .ToString();
        var indented = new StringBuilder();
        foreach (var line in item.TrimEnd('\n').Split('\n')) indented.Append(Indent).Append(line).Append('\n');
        return indented.ToString();
    }

    // The strongest preset that asks for nothing which was not seen; what is only offered is left a second way.
    private static (string Preset, string Why) Fitting(PeerVerdict verdict)
    {
        AuthenticationMethods outgoing = verdict.Outgoing.Method, incoming = verdict.Incoming?.Method ?? outgoing;
        var isProved = verdict.Outgoing.Kind == VerdictKind.Works && verdict.Incoming is null or { Kind: VerdictKind.Works };
        var both = outgoing == AuthenticationMethods.None ? incoming : incoming == AuthenticationMethods.None ? outgoing : outgoing & incoming;
        if (both.HasFlag(AuthenticationMethods.SaslOverTls))
        {
            return isProved && !both.HasFlag(AuthenticationMethods.TlsDialback) ? ("sasl-over-tls", "Works with SASL over TLS, and offers nothing else.")
                : ("sasl-or-tls-dialback", "Fits what is offered: SASL over TLS, and dialback where that fails.");
        }

        if (both.HasFlag(AuthenticationMethods.TlsDialback)) return ("tls-dialback", "Fits what is offered: dialback over TLS; nothing shows that SASL EXTERNAL would work.");
        if (both.HasFlag(AuthenticationMethods.TcpDialback)) return ("tcp-dialback", "Fits what is offered: dialback without TLS, so everything is sent in clear.");
        return (Negotiation.OnCreate.PresetName!, "Nothing was seen that would work; this is what a new partner gets.");
    }
}
