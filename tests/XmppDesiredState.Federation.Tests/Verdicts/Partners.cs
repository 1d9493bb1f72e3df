using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>The partners, by what is particular about them.</summary>
internal static class Partners
{
    public static readonly Partner
        Full = new("full.fabrikam.test", "TLS required, EXTERNAL, dialback"),
        External = new("external.fabrikam.test", "TLS required, EXTERNAL, no dialback") { Lines = [Without("dialback")] },
        Dialback = new("dialback.fabrikam.test", "TLS required, no EXTERNAL, dialback") { Lines = [Without("saslauth")] },
        Strict = new("strict.fabrikam.test", "TLS required, EXTERNAL, dialback; a valid certificate of ours required") { Server = Server.Strict },
        Open = new("open.fabrikam.test", "TLS optional, EXTERNAL, dialback") { Server = Server.Open },
        OpenExternal = new("openexternal.fabrikam.test", "TLS optional, EXTERNAL, no dialback") { Server = Server.Open, Lines = [Without("dialback")] },
        OpenDialback = new("opendialback.fabrikam.test", "TLS optional, no EXTERNAL, dialback") { Server = Server.Open, Lines = [Without("saslauth")] },
        Clear = new("clear.fabrikam.test", "no TLS, dialback") { Server = Server.Open, Lines = [Without("tls", "saslauth")] },
        Nothing = new("nothing.fabrikam.test", "no TLS, no dialback") { Server = Server.Open, Lines = [Without("tls", "saslauth", "dialback")] },
        Closed = new("closed.fabrikam.test", "federation switched off for the domain") { Lines = [Without("s2s")] };

    public static readonly ImmutableArray<Partner> Certificates =
    [
        new("expired.fabrikam.test", "certificate expired") { Certificate = CertificateKind.Expired },
        new("early.fabrikam.test", "certificate not yet valid") { Certificate = CertificateKind.NotYetValid },
        new("othername.fabrikam.test", "certificate of another domain") { Certificate = CertificateKind.OtherName },
        new("selfsigned.fabrikam.test", "certificate self-signed") { Certificate = CertificateKind.SelfSigned },
        new("otherroot.fabrikam.test", "certificate from an unknown CA") { Certificate = CertificateKind.OtherRoot },
        new("serverauth.fabrikam.test", "certificate for serverAuth only") { Certificate = CertificateKind.ServerAuthOnly },
        new("clientauth.fabrikam.test", "certificate for clientAuth only") { Certificate = CertificateKind.ClientAuthOnly },
        new("wildcard.fabrikam.test", "certificate with a wildcard") { Certificate = CertificateKind.Wildcard },
        new("srvname.fabrikam.test", "certificate with an SRVName only") { Certificate = CertificateKind.SrvNameOnly },
        new("otherkey.fabrikam.test", "certificate and key that do not belong together") { Certificate = CertificateKind.OtherKey },
    ];

    public static readonly ImmutableArray<Partner> Records =
    [
        new("direct.fabrikam.test", "direct TLS only") { Records = [Direct("{direct}")] },
        new("both.fabrikam.test", "direct TLS and STARTTLS") { Records = [Direct("{direct}"), Srv("{starttls}")] },
        new("deaddirect.fabrikam.test", "direct TLS on a dead port, and STARTTLS") { Records = [Direct("{dead}"), Srv("{starttls}")] },
        new("crossed.fabrikam.test", "SRV of STARTTLS leads to the direct TLS port") { Records = [Srv("{direct}")] },
        new("crosseddirect.fabrikam.test", "SRV of direct TLS leads to the STARTTLS port, and none other") { Records = [Direct("{starttls}")] },
        new("alias.fabrikam.test", "SRV target is a CNAME") { Records = [Srv("{starttls}", "alias.test.")] },
        new("second.fabrikam.test", "first SRV target dead, second alive") { Records = [Srv("{dead}"), Srv("{starttls}", priority: 10)] },
        new("dead.fabrikam.test", "SRV leads to a dead port") { Records = [Srv("{dead}")] },
        new("noaddress.fabrikam.test", "SRV target without an address") { Records = [Srv("{starttls}", "nowhere.test.")] },
        new("absent.fabrikam.test", "SRV says that there is no service (target .)") { Records = [Srv("0", ".")] },
        new("nosrv.fabrikam.test", "no SRV, no address") { Records = [] },
        new("fallback.fabrikam.test", "no SRV, but an address with port 5269") { Records = ["@ A {fallback}"] },
        new("notxmpp.fabrikam.test", "SRV leads to a name server's port") { Records = [Srv("{dns}")], IsMute = true },
        new("unserved.fabrikam.test", "SRV leads to a server that does not know the domain") { IsServed = false },
        new("refused.example", "a zone for which the resolver has no answer") { IsServed = false, Records = [] },
    ];

    public static readonly ImmutableArray<Partner> Ejabberds =
    [
        Ejabberd("full.ejabberd.test", "ejabberd: TLS required, dialback", "required", dialback: true),
        Ejabberd("external.ejabberd.test", "ejabberd: TLS required, no dialback", "required", dialback: false),
        Ejabberd("open.ejabberd.test", "ejabberd: TLS optional, dialback", "optional", dialback: true),
        Ejabberd("openexternal.ejabberd.test", "ejabberd: TLS optional, no dialback", "optional", dialback: false),
        Ejabberd("clear.ejabberd.test", "ejabberd: no TLS, dialback", "false", dialback: true),
        Ejabberd("expired.ejabberd.test", "ejabberd: certificate expired", "required", dialback: true) with { Certificate = CertificateKind.Expired },
        Ejabberd("serverauth.ejabberd.test", "ejabberd: certificate for serverAuth only", "required", dialback: false) with { Certificate = CertificateKind.ServerAuthOnly },
    ];

    public static ImmutableArray<string> Usual => [Srv("{starttls}")];

    public static readonly ImmutableArray<Partner> EjabberdsDirect =
    [
        Ejabberd("direct.ejabberd.test", "ejabberd: direct TLS only", "required", dialback: true) with { Records = [Direct("{direct}", "localhost.")] },
        Ejabberd("both.ejabberd.test", "ejabberd: direct TLS and STARTTLS", "required", dialback: true) with { Records = [Direct("{direct}", "localhost."), Srv("{starttls}", "localhost.")] },
    ];

    public static IEnumerable<Partner> All => [Full, External, Dialback, Strict, Open, OpenExternal, OpenDialback, Clear, Nothing, Closed, .. Certificates, .. Records, .. Ejabberds, .. EjabberdsDirect];

    private static Partner Ejabberd(string domain, string words, string startTls, bool dialback) => new(domain, words)
    {
        Server = Server.Ejabberd,
        Lines = [$"s2s_use_starttls: {startTls}", $"modules: {{ mod_ping: {{}}{(dialback ? ", mod_s2s_dialback: {}" : "")} }}"],
    };

    public static string Without(params string[] modules) => $"modules_disabled = {{ {string.Join("; ", modules.Select(module => $"\"{module}\""))} }}";

    private static string Srv(string port, string target = "xmpp.test.", int priority = 0) => $"_xmpp-server._tcp SRV {priority} 0 {port} {target}";

    private static string Direct(string port, string target = "xmpp.test.") => $"_xmpps-server._tcp SRV 0 0 {port} {target}";
}
