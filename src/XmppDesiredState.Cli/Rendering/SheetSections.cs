using System.Collections.Immutable;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What a partner sheet says, in terms of the protocol: every server has other words for its settings.</summary>
internal static class SheetSections
{
    public static string Title(PartnerSheet sheet) => $"XMPP federation: {sheet.Theirs[0]} with {sheet.Ours[0]}";

    public static string Opening(PartnerSheet sheet) => $"What the servers and firewalls of {sheet.Theirs[0]} must do so that users of {Listed(sheet.Theirs)} and of {Listed(sheet.Ours)} can talk over XMPP "
        + $"(server to server, RFC 6120). {(sheet.IsDeclared ? "Our side is set up, or about to be, for what stands here." : "Nothing is set up on our side yet; this is what we propose.")}";

    public static ImmutableArray<SheetSection> Of(PartnerSheet sheet) =>
    [
        new("Domains", [$"Ours: {Listed(sheet.Ours)}.", $"Yours: {Listed(sheet.Theirs)}. Tell us every other domain that your users have: each is set up by its name, there is no wildcard."]),
        new("How your server finds ours", [.. sheet.Services.SelectMany(Found), "Follow these records rather than configuring hosts: they change without notice."]),
        new("Encryption", [Encryption(sheet.Negotiation.Tls)]),
        .. sheet.Negotiation.Tls == NegotiationLevel.NotSupported ? Array.Empty<SheetSection>() : [new SheetSection("Certificates", [.. OurCertificate(sheet), .. TheirCertificate(sheet)])],
        new("Authentication", [Sasl(sheet), Dialback(sheet)]),
        new("Firewalls", [.. Firewalls(sheet)]),
        new("What we need from you", [.. Needs(sheet)]),
        Test(sheet),
        new("Contact", [Contact(sheet)]),
    ];

    private static IEnumerable<string> Found(SheetService service)
    {
        var direct = service.IsDirectTls ? " (direct TLS, XEP-0368)" : "";
        if (service.Targets.IsEmpty) yield return $"{service.Owner}{direct}: look the SRV record up in DNS.";
        foreach (var target in service.Targets)
        {
            yield return target.Target == "." ? $"{service.Owner}{direct}: there is no such service (target .)."
                : $"{service.Owner}{direct}: {target.Target}, TCP port {target.Port}, priority {target.Priority}, weight {target.Weight}.{(service.IsDeclared ? "" : " This is what we expect; look it up before you rely on it.")}";
        }
    }

    private static string Encryption(NegotiationLevel tls) => tls switch
    {
        NegotiationLevel.Required => "STARTTLS is required in both directions (RFC 6120 §5): offer it to our servers, and use it when you connect to them. A stream without TLS is refused.",
        NegotiationLevel.Optional => "STARTTLS is used wherever both sides offer it (RFC 6120 §5): please offer it, and use it when you connect. A stream without TLS is accepted.",
        _ => "Our side does not use TLS with you: your server must accept and open streams in clear text. Everybody on the way can read and change them.",
    };

    private static IEnumerable<string> OurCertificate(PartnerSheet sheet)
    {
        yield return $"Ours {(sheet.Certificate.IsDeclared ? "has" : "should have")} {Listed(sheet.Ours)} among its subject alternative names (dNSName). Your server checks the domain against them, not the host name of the SRV record (RFC 6120 §13.7).";
        yield return sheet.Certificate.IsOwnCa ? "It is issued by a CA of our own: ask us for its root, and trust it for these domains."
            : "Your server must trust the CA that issued it; the last command below shows which one. Tell us if it does not.";
        if (!sheet.HasSasl) yield break;
        yield return sheet.Certificate.Usages.Contains("clientAuth", StringComparer.Ordinal) ? "It may be used by servers and by clients (extended key usages serverAuth and clientAuth)."
            : "It may lack the extended key usage clientAuth, which public CAs are ceasing to issue: your server must accept a certificate with serverAuth alone from a server that connects to it"
                + (sheet.HasDialback ? ", or fall back to dialback." : ".");
    }

    private static IEnumerable<string> TheirCertificate(PartnerSheet sheet)
    {
        if (sheet.HasSasl)
        {
            yield return $"Yours must have {Listed(sheet.Theirs)} among its subject alternative names (dNSName; SRVName or xmppAddr beside it do no harm), be within its validity, lead to a CA that we trust, "
                + "and be sent with its intermediate certificates. With the extended key usages serverAuth and clientAuth it fits both directions.";
        }
        else
        {
            yield return "Yours is used for encryption only; it need not lead to a CA that we trust.";
        }
    }

    private static string Sasl(PartnerSheet sheet) => !sheet.HasSasl ? "SASL EXTERNAL (XEP-0178) is not used."
        : sheet.HasDialback ? "SASL EXTERNAL with certificates (XEP-0178) is used wherever both sides offer it: offer it to our servers after TLS, and use it when they offer it to you."
        : "SASL EXTERNAL with certificates (XEP-0178) is required in both directions: offer it to our servers after TLS, and use it when you connect to them.";

    private static string Dialback(PartnerSheet sheet) => !sheet.HasDialback ? "Server dialback (XEP-0220) is not accepted."
        : $"Server dialback (XEP-0220) is accepted{(sheet.Negotiation.Tls == NegotiationLevel.Required ? " after TLS" : "")}: the servers that the SRV records of your domains name must answer our requests to verify a key, and your server must be able to connect to ours to verify one.";

    private static IEnumerable<string> Firewalls(PartnerSheet sheet)
    {
        var ports = sheet.Services.SelectMany(service => service.Targets).Where(target => target.Target != ".").Select(target => target.Port).DefaultIfEmpty(StreamEndpoint.DefaultPort).Distinct().Order();
        yield return $"From you to us: your servers must reach {(sheet.Inbound.IsEmpty ? "the hosts above" : Listed(sheet.Inbound))}, {Ports([.. ports])}.";
        yield return $"From us to you: {(sheet.Outbound.IsEmpty ? "our servers" : Listed(sheet.Outbound))} must reach your servers, TCP port {StreamEndpoint.DefaultPort} or the one of your SRV record.{(sheet.Outbound.IsEmpty ? " Ask us for the addresses they connect from." : "")}";
        yield return "Both are needed: each server opens a stream of its own to send.";
    }

    private static IEnumerable<string> Needs(PartnerSheet sheet)
    {
        yield return $"An SRV record for each of your domains: {Listed(sheet.Theirs.Select(domain => $"_xmpp-server._tcp.{domain}"))}. Its target must have addresses of its own (A or AAAA) and be no alias (CNAME, RFC 2782).";
        yield return "The addresses that your servers listen on and connect from.";
        if (sheet.Negotiation.Tls != NegotiationLevel.NotSupported) yield return $"Whether your server requires TLS{(sheet.HasSasl ? " and SASL EXTERNAL, and which CA issued its certificate; its root, if it is a CA of your own" : "")}.";
        yield return "Whom to call when it breaks, and a test user who may be written to.";
    }

    private static SheetSection Test(PartnerSheet sheet)
    {
        var commands = ImmutableArray.CreateBuilder<string>();
        foreach (var service in sheet.Services)
        {
            commands.Add($"dig +short SRV {service.Owner}");
            if (sheet.Negotiation.Tls == NegotiationLevel.NotSupported || service.Targets is [{ Target: "." }, ..]) continue;
            var (host, port) = service.Targets is [var first, ..] ? (first.Target, first.Port) : ("TARGET", StreamEndpoint.DefaultPort);
            var hello = service.IsDirectTls ? "-alpn xmpp-server" : $"-starttls xmpp-server -xmpphost {service.Domain}";
            commands.Add($"openssl s_client -connect {host}:{port} {hello} -servername {service.Domain} -verify_hostname {service.Domain}{(sheet.Certificate.IsOwnCa ? " -CAfile our-root.pem" : "")} -showcerts </dev/null");
        }

        string[] meaning = sheet.Negotiation.Tls == NegotiationLevel.NotSupported ? []
            : [$"openssl ends with \"Verify return code: 0 (ok)\" where the port is open, the chain trusted and the domain among the names of the certificate.{(sheet.Certificate.IsOwnCa ? " our-root.pem is the root that we send you." : "")}"];
        return new SheetSection("How to test", [.. meaning, "From a network of yours that reaches the internet as your servers do:"]) { Commands = commands.ToImmutable() };
    }

    private static string Contact(PartnerSheet sheet) => (sheet.ContactName, sheet.ContactMail) switch
    {
        ({ } name, { } mail) => $"{name}, {mail}.",
        (null, { } mail) => $"{mail}.",
        ({ } name, null) => $"{name}.",
        _ => "Whoever sent you this.",
    };

    private static string Ports(IReadOnlyList<int> ports) => ports is [var one] ? $"TCP port {one}" : $"TCP ports {string.Join(" and ", ports)}";

    private static string Listed(IEnumerable<string> items) => items.ToList() switch
    {
        [var one] => one,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
        _ => "",
    };
}
