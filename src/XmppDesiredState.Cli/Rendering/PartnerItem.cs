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

    // What was proved may be declared; of what is only not ruled out, the way that has another behind it.
    private static (string Preset, string Why) Fitting(PeerVerdict verdict)
    {
        var other = Negotiation.OnCreate.PresetName!;
        var methods = (verdict.Outgoing.Method | (verdict.Incoming?.Method ?? AuthenticationMethods.None)) & (verdict.Weighed?.Methods ?? Negotiation.OnCreate.Methods);
        return (verdict.Kind, verdict.Weighed?.PresetName) switch
        {
            (VerdictKind.CannotWork, _) or (_, null) => (other, "Nothing was seen that would work; this is what a new partner gets."),
            (VerdictKind.Works, { } weighed) => (weighed, $"It works with {VerifyWords.Of(methods)}."),
            (_, { } weighed) when !verdict.Weighed!.Methods.HasFlag(AuthenticationMethods.SaslOverTls) => (weighed, $"Nothing that was seen rules out {VerifyWords.Of(methods)}."),
            _ => (other, "Nothing that was seen rules out SASL over TLS; where it fails there is dialback."),
        };
    }
}
