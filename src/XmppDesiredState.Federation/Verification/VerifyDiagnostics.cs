using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Federation.Verification;

/// <summary>What verify can say of a domain.</summary>
public static class VerifyDiagnostics
{
    // ---- Where the domain's servers are
    public static readonly DiagnosticDescriptor DeclaredAbsent = new("XDS6601", Severity.Error, "The domain says that it has no XMPP federation",
        "Its only SRV record for the service has the target \".\", which says that the service is decidedly not available (RFC 2782), so no server tries to connect. Ask its administrators whether the record is meant, or remove the partner.");

    public static readonly DiagnosticDescriptor NotFound = new("XDS6602", Severity.Error, "The domain has no server that can be found",
        "Neither SRV records nor an address of the domain itself or of its targets exist, so nobody can connect (RFC 6120 §3.2). Usual causes: a mistyped domain, a domain that has expired, records that were never published, or that are published inside the organization only. Correct the domain, or have the records published.");

    public static readonly DiagnosticDescriptor LookupFailed = new("XDS6603", Severity.Warning, "DNS failed for the domain",
        "The resolver said that it cannot answer (SERVFAIL, REFUSED), or the answer is a chain of aliases without end. Usual causes: a broken delegation, DNSSEC signatures that have expired, name servers that are down. A gateway with another resolver may see the same or not. Ask another resolver with --resolver; if that fails too, the owner of the zone has to mend it.");

    public static readonly DiagnosticDescriptor LookupSilent = new("XDS6604", Severity.Warning, "The resolver did not answer",
        "No answer came in time, so nothing is known of the domain's servers. Either the resolver is not reachable from this machine, or the domain's name servers are slow. Name a resolver that answers with --resolver, and try again.");

    public static readonly DiagnosticDescriptor TargetWithoutAddress = new("XDS6605", Severity.Warning, "A target of the SRV records has no address",
        "The target has neither A nor AAAA records, so every server that tries it first loses time or gives up. Correct the target, or add its address.");

    public static readonly DiagnosticDescriptor TargetIsAlias = new("XDS6606", Severity.Warning, "A target of the SRV records is an alias",
        "RFC 2782 forbids a CNAME as the target of an SRV record. Most servers follow it all the same, some do not. Name the host that the alias leads to.");

    public static readonly DiagnosticDescriptor TargetIsPrivate = new("XDS6607", Severity.Warning, "A target of the SRV records has a private address",
        "The address means something in one network only (RFC 1918, RFC 4193, RFC 6598, loopback or link-local), so others cannot reach it. Where DNS answers differently inside and outside, this is the inside. Look with a public resolver (--resolver), and publish the public address outside.");

    public static readonly DiagnosticDescriptor LeftOut = new("XDS6608", Severity.Note, "Not every record was looked at",
        "Verify looks at the first 8 targets of a service and at 4 addresses of each, because anybody can publish any number of records. The first ones decide, as for a server that connects.");

    // ---- Reaching them
    public static readonly DiagnosticDescriptor Unreachable = new("XDS6611", Severity.Warning, "No server of the domain can be reached from here",
        "Every address refused the connection, did not answer or has no route from this machine. A firewall may let the gateway through and not this machine, so this decides nothing. Run verify on a machine with the gateway's way to the Internet, or open TCP 5269 outward for this one; if the gateway cannot connect either, the partner's server or its firewall is the cause.");

    public static readonly DiagnosticDescriptor TargetDead = new("XDS6612", Severity.Warning, "One of several servers is dead",
        "Another target or address of the domain answers, but this one does not, from here. Servers that try it first lose time, and federation has no reserve. Its administrators should mend or remove it.");

    public static readonly DiagnosticDescriptor NotXmpp = new("XDS6613", Severity.Error, "What answers is no XMPP server that can be spoken to",
        "The port accepted the connection and sent something that is not XMPP between servers, that XMPP forbids, or far too much of it. Usual causes: a web server or a load balancer on the port, the port for clients (5222) in the SRV record, direct TLS where STARTTLS is announced. The owner of the SRV record has to correct its port or target.");

    public static readonly DiagnosticDescriptor BrokeOff = new("XDS6614", Severity.Warning, "The server broke off before anything was decided",
        "It closed the connection, or did not answer in time, in the middle of the negotiation; or it reported a trouble that passes. A server that is overloaded or restarting does so, and one whose firewall knows only certain senders. Try again later and from the gateway's own address.");

    public static readonly DiagnosticDescriptor Refused = new("XDS6615", Severity.Error, "The server refuses the stream",
        "It ended the stream with an error that does not pass by itself (RFC 6120 §4.9.3): host-unknown, it does not serve the domain; not-authorized or policy-violation, it does not want us, or not without a certificate it trusts. The condition and the server's own words are in the message. Its administrators have to serve the domain, or to admit ours.");

    // ---- Negotiating
    public static readonly DiagnosticDescriptor TlsMissing = new("XDS6621", Severity.Error, "TLS is required and not offered",
        "The declared negotiation requires TLS, and the server does not offer STARTTLS (RFC 6120 §5), so the gateway ends the stream. A server without a usable certificate and key offers none either. The other side has to enable TLS; lowering our requirement gives encryption up.");

    public static readonly DiagnosticDescriptor TlsRequired = new("XDS6622", Severity.Error, "TLS is required by the other side and not supported by ours",
        "The server's STARTTLS is marked as required (RFC 6120 §5.4.1), and the declared negotiation does without TLS. Declare a negotiation with TLS for this partner, such as sasl-or-tls-dialback.");

    public static readonly DiagnosticDescriptor TlsFailed = new("XDS6623", Severity.Warning, "The TLS handshake fails from here",
        "TLS was agreed on and did not come about between that server and this machine: no version or cipher suite in common, or a server without a usable certificate. The gateway may have other versions and suites than this machine, so this decides nothing. Compare the TLS versions and the certificate of the server with what the gateway supports.");

    public static readonly DiagnosticDescriptor NoMethod = new("XDS6624", Severity.Error, "No way of authentication is left",
        "What the declared negotiation permits and what the other side offers have nothing in common. SASL needs TLS (XEP-0178); without TLS only dialback in clear remains (XEP-0220). Declare a negotiation that permits what the other side offers, if that is strong enough for you.");

    public static readonly DiagnosticDescriptor NotNegotiable = new("XDS6625", Severity.Error, "The declared negotiation permits no method at all",
        "Without dialback and without SASL over TLS no stream can be authenticated. These are the rows marked as not valid in Microsoft's table of negotiation settings for XMPP federated partners. Declare one of the presets.");

    public static readonly DiagnosticDescriptor OnlyDirectTls = new("XDS6626", Severity.Warning, "The domain can only be reached with direct TLS",
        "It publishes servers for direct TLS (_xmpps-server, XEP-0368) and none, or none that answers, for STARTTLS. Whether the gateway opens streams so is not told by anything seen here; XEP-0368 is newer than Lync Server 2013, and nothing in its documentation speaks of it. Ask the partner to publish _xmpp-server records too.");

    // ---- SASL EXTERNAL
    public static readonly DiagnosticDescriptor ExternalUnproved = new("XDS6631", Severity.Note, "Whether SASL EXTERNAL would succeed was not tried",
        "Offered is not accepted: some servers offer EXTERNAL to everybody and refuse the certificate afterwards (ejabberd), others offer it only to certificates that they accept (Prosody), so that it is missing for who shows none. Only a try with the certificate and key of our domain tells. Give verify that certificate and key, or have the gateway try.");

    public static readonly DiagnosticDescriptor ExternalRefused = new("XDS6632", Severity.Error, "SASL EXTERNAL was refused",
        "The server offered EXTERNAL and did not accept the certificate that was presented for our domain; its condition and words are in the message. Usual causes: its roots do not include our CA, the certificate lacks the bare XMPP domain among its names, it has expired, or it lacks the usage clientAuth, on which ejabberd before 25.08 insists. Correct the certificate, or allow dialback over TLS with this partner.");

    public static readonly DiagnosticDescriptor ExternalNotOffered = new("XDS6633", Severity.Error, "SASL EXTERNAL is not offered for our certificate",
        "The certificate of our domain was presented and EXTERNAL was not offered. Servers that follow XEP-0178, such as Prosody, offer it only for a certificate whose chain they trust and whose names hold the domain; others do not have it at all. Have the other side trust our CA and enable SASL EXTERNAL, or allow dialback over TLS.");

    public static readonly DiagnosticDescriptor ClientUsageMissing = new("XDS6634", Severity.Warning, "A certificate may not be used by a client",
        "The server that opens a stream is the client of TLS, so SASL EXTERNAL wants the usage clientAuth in its certificate; ejabberd before 25.08 and others refuse one without it (\"unsupported certificate purpose\"), Prosody does not mind, what Lync does is not documented. "
        + "Public CAs give clientAuth up: the Chrome Root Program demands serverAuth alone, of new intermediate CAs from 2026-06-15 and of every newly issued certificate from 2027-03-15, and Let's Encrypt ended clientAuth on 2026-02-11 (on 2026-07-08 for who had its profile tlsclient already). Use a CA that still grants it, such as a private one that both partners trust, or allow dialback over TLS.");

    public static readonly DiagnosticDescriptor ClientUsageEnds = new("XDS6635", Severity.Note, "The next certificate may lack the usage clientAuth",
        "The certificate has clientAuth and leads to a root that this machine trusts, so it probably comes from a public CA. Public CAs give it up because of the Chrome Root Program (every newly issued certificate from 2027-03-15; Let's Encrypt: 2026-02-11, and 2026-07-08 for the profile tlsclient), so its successor will probably be for serverAuth alone, and peers that insist on clientAuth will refuse SASL EXTERNAL. Before it ends, allow dialback over TLS with such partners, or agree on a private CA.");

    public static readonly DiagnosticDescriptor FallbackUnknown = new("XDS6636", Severity.Warning, "What follows a refused SASL EXTERNAL is not known",
        "EXTERNAL is offered, so it is tried before dialback; whether it succeeds was not proved. XEP-0178 has the stream closed after a failure. Prosody and ejabberd go on with dialback all the same; whether a Lync gateway does is not documented, and was not tried. Prove EXTERNAL with the certificate and key of our domain, or declare tls-dialback for this partner, which leaves SASL out.");

    public static readonly DiagnosticDescriptor IdentityDiffers = new("XDS6637", Severity.Warning, "Our server presents another certificate than the one that was tried",
        "SASL EXTERNAL was tried with a certificate that our own server does not present, so what was proved holds for the former alone. Try with the gateway's certificate, or install the one that was tried.");

    public static readonly DiagnosticDescriptor CertificateWanted = new("XDS6638", Severity.Warning, "The server speaks only to who presents a certificate",
        "It ended the stream over TLS because no certificate was presented, and verify had none of ours. Some servers want a valid certificate of whoever opens a stream, also where dialback is to follow (s2s_secure_auth of Prosody); our gateway presents one. Give verify the certificate and key of our domain, or have the gateway try.");

    // ---- Dialback
    public static readonly DiagnosticDescriptor DialbackNotOffered = new("XDS6641", Severity.Error, "Dialback is not offered",
        "The server's features hold no dialback (XEP-0220 §2.3), neither in clear nor over TLS as far as the negotiation goes. It either does SASL EXTERNAL alone, or does not want to identify us so. Have dialback enabled there, or use SASL EXTERNAL.");

    public static readonly DiagnosticDescriptor DialbackFailed = new("XDS6642", Severity.Error, "Dialback fails",
        "The server was given a key as if by our gateway, and could not get it checked: remote-server-not-found, it finds no server of our domain in DNS; remote-connection-failed or remote-server-timeout, it cannot connect to it; other conditions say that it does not want to (XEP-0220 §2.4). Correct our SRV records, or open our port 5269 for it; where the condition is a policy, its administrators have to admit us. A gateway that does not know the partner yet may turn it away too: for an undeclared domain this decides nothing.");

    public static readonly DiagnosticDescriptor DialbackUnanswered = new("XDS6643", Severity.Warning, "Dialback was not answered in time",
        "The server took the key and has not said what it thinks of it. Either it is still trying to reach our gateway, as it does behind a firewall that drops packets, or it does not answer such keys. Look whether our port 5269 is open for its address, and try again with a longer --timeout.");

    public static readonly DiagnosticDescriptor DialbackNotTried = new("XDS6644", Severity.Note, "Dialback was not tried",
        "Dialback is offered; that it works is proved only by a key that the server has to have checked by our gateway. Verify was told to look only, or no domain of ours is declared in whose name it could ask. Run it without that option, and with a domain of ours.");

    public static readonly DiagnosticDescriptor ForeignKeyAccepted = new("XDS6645", Severity.Error, "A key that nobody issued was accepted",
        "Verify sends a random key, which the authoritative server of the domain must deny (XEP-0220 §2.2.2). It was accepted, so either that server vouches for any key, or the other one does not ask: whoever can open a stream can then speak in the domain's name. Stop dialback with the side the message names until it is mended.");

    public static readonly DiagnosticDescriptor AuthoritySilent = new("XDS6646", Severity.Warning, "The other side's server did not check a key",
        "When the other side opens a stream to us with dialback, our gateway asks its server whether the key is good (XEP-0220 §2.2.2). Verify asked the same about a key that nobody issued and got no answer, or an error. Servers that check keys only for streams they have opened themselves may do so. Have the other side open a stream to us, such as by a message from one of its users.");

    // ---- Certificates
    public static readonly DiagnosticDescriptor OutOfTime = new("XDS6651", Severity.Error, "The presented certificate is out of its time",
        "It has expired or is not valid yet, by the clock of this machine, so no server takes it for proof. Dialback does not look at certificates. Its owner has to renew it; check the clock.");

    public static readonly DiagnosticDescriptor WrongName = new("XDS6652", Severity.Error, "The presented certificate is for other names",
        "It holds the XMPP domain neither as dNSName (a wildcard stands for one label), nor as SRVName of _xmpp-server, nor as XmppAddr (RFC 6120 §13.7.1.2); the name of the host in the SRV record does not count. So it proves nothing for SASL EXTERNAL. Its owner has to have the bare domain included.");

    public static readonly DiagnosticDescriptor NotTrusted = new("XDS6653", Severity.Warning, "The presented chain does not lead to a trusted root",
        "Trusted are the roots that were given for our gateway, else those of this machine, which need not be the gateway's: then it decides nothing. Usual causes: a self-signed certificate, a private CA, an intermediate certificate that the server does not send. Nothing is downloaded to mend a chain. Its owner has to send the whole chain, or our gateway has to trust its root.");

    public static readonly DiagnosticDescriptor EndsSoon = new("XDS6654", Severity.Warning, "The presented certificate ends soon",
        "It has less than 30 days left. Without a successor federation by SASL EXTERNAL ends with it. Its owner has to renew it in time.");

    public static readonly DiagnosticDescriptor NoCertificate = new("XDS6655", Severity.Warning, "The other side's certificate was not seen",
        "Whether our gateway would accept the certificate that the other side presents for SASL EXTERNAL can only be judged once it is seen: no TLS was reached, or what was presented cannot be read as a certificate. Mend what keeps TLS from coming about first.");

    public static readonly DiagnosticDescriptor TrustNotJudged = new("XDS6656", Severity.Note, "Whether our gateway trusts the other side's certificate was not judged",
        "When the other side opens a stream with SASL EXTERNAL, our gateway decides by the roots it trusts. Verify was given none of them, and the roots of this machine need not be the gateway's. Give verify the file of roots that the gateway trusts.");

    public static readonly DiagnosticDescriptor ServerUsageMissing = new("XDS6657", Severity.Error, "The presented certificate may not be used by a server",
        "Who accepts a stream is the server of TLS, so a certificate that names usages must name serverAuth among them (RFC 5280 §4.2.1.12); else who opens the stream takes it for untrusted, and SASL EXTERNAL is out. Prosody wants serverAuth of who opens a stream, too, while ejabberd wants clientAuth there. Have one issued for serverAuth and clientAuth.");

    // ---- The way to us
    public static readonly DiagnosticDescriptor OursNotFound = new("XDS6661", Severity.Error, "Others cannot find our server",
        "Our domain has no SRV record and no address, or says that it has no XMPP federation, so nobody can open a stream to us, and dialback of what we open fails too. Publish _xmpp-server._tcp for the domain.");

    public static readonly DiagnosticDescriptor OursUnseen = new("XDS6662", Severity.Warning, "Our own server cannot be seen from here",
        "No address of our domain answers this machine, or DNS did not. From inside the network that is usual and says nothing of what partners see. Run verify from outside, or let a partner try.");

    public static readonly DiagnosticDescriptor OursWithoutTls = new("XDS6663", Severity.Error, "Our server offers no TLS",
        "Our own server, asked from here, offers no STARTTLS, as servers do that have no usable certificate and key. Where a declared negotiation requires TLS, its partner cannot open a stream to us. Assign the certificate on the gateway.");

    public static readonly DiagnosticDescriptor TheirWayUnseen = new("XDS6664", Severity.Note, "Whether they reach us is not seen",
        "What the other side does on streams that it opens itself cannot be seen from outside. It shows itself only where its server calls back to ours for dialback, or where SASL EXTERNAL was proved the other way. Have one of its users send a message, or its administrators try.");

    public static readonly DiagnosticDescriptor OursInOrder = new("XDS6665", Severity.Note, "Our side is in order as far as can be seen from here",
        "Servers and certificate of our domain were found as they should be. Whether somebody gets in is decided with each partner, and stands there.");

    public static readonly DiagnosticDescriptor OursIsReserved = new("XDS6666", Severity.Note, "Our own server turns away who names no domain",
        "Our own domains are asked in nobody's name, and the server ended the stream. A gateway that speaks to its partners alone does so, and what partners are offered cannot be seen from here. See the verdicts on the partners: a server that has called ours back for dialback has got through.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        DeclaredAbsent, NotFound, LookupFailed, LookupSilent, TargetWithoutAddress, TargetIsAlias, TargetIsPrivate, LeftOut,
        Unreachable, TargetDead, NotXmpp, BrokeOff, Refused,
        TlsMissing, TlsRequired, TlsFailed, NoMethod, NotNegotiable, OnlyDirectTls,
        ExternalUnproved, ExternalRefused, ExternalNotOffered, ClientUsageMissing, ClientUsageEnds, FallbackUnknown, IdentityDiffers, CertificateWanted,
        DialbackNotOffered, DialbackFailed, DialbackUnanswered, DialbackNotTried, ForeignKeyAccepted, AuthoritySilent,
        OutOfTime, WrongName, NotTrusted, EndsSoon, NoCertificate, TrustNotJudged, ServerUsageMissing,
        OursNotFound, OursUnseen, OursWithoutTls, TheirWayUnseen, OursInOrder, OursIsReserved,
    ];
}
