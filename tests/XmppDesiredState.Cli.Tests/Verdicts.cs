using System.Collections.Immutable;
using System.Net;
using System.Security.Authentication;
using XmppDesiredState.Certificates;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Tls;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Verdicts built by hand, for renderers.</summary>
internal static class Verdicts
{
    public const string Hostile = "\u001b[31m| `x` <b> @team \u202e";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly DiagnosticDescriptor Ended = new("XDS6311", Severity.Error, "The certificate has ended", "Said so.");

    public static readonly DiagnosticDescriptor Silent = new("XDS6312", Severity.Warning, "Nobody answers", "Said so.");

    public static readonly DesiredState Declared = new()
    {
        Name = "contoso",
        Gateway = new Gateway { Domains = ["contoso.com"], Edge = "access.contoso.com" },
        Resources =
        [
            Named("fabrikam.com", Negotiation.Presets[0].Negotiation, "it.fabrikam.com"),
            Named("gone.example", null) with { Absent = true },
            Named("old.example", null),
        ],
    };

    public static readonly VerifyPeer Ours = new("contoso.com", IsOurs: true, null, null);

    public static readonly PeerVerdict OursWorks = new(Ours, Seen("contoso.com", Door()), Works(AuthenticationMethods.SaslOverTls), null,
        [Finding(Silent, "The certificate ends in 12 days.", "Renew it.", Side.Ours, decides: false)]);

    public static readonly PeerVerdict Fabrikam = new(new VerifyPeer("fabrikam.com", IsOurs: false, "fabrikam.com", Negotiation.Presets[0].Negotiation), Seen("fabrikam.com", Door()),
        Works(AuthenticationMethods.SaslOverTls | AuthenticationMethods.TlsDialback), Works(AuthenticationMethods.SaslOverTls), []);

    public static readonly PeerVerdict Sub = new(new VerifyPeer("it.fabrikam.com", IsOurs: false, "fabrikam.com", Negotiation.Presets[0].Negotiation), Seen("it.fabrikam.com", Door(chainBreak: "it ends at CN=Unknown", names: false)),
        new DirectionVerdict(VerdictKind.CannotWork, AuthenticationMethods.None, [Finding(Ended, "The certificate of xmpp.fabrikam.com ended on 2026-11-20.", "Renew it.", Side.Theirs)]),
        new DirectionVerdict(VerdictKind.CannotTell, AuthenticationMethods.SaslOverTls, [Finding(Silent, "TLS is required and nothing shows what their server does when it connects.", "Ask them.", Side.Between)]), []);

    public static readonly PeerVerdict Old = new(new VerifyPeer("old.example", IsOurs: false, "old.example", Negotiation.OnCreate),
        new DomainSighting("old.example", "contoso.com", Now,
            [new ServiceSighting("_xmpp-server._tcp.old.example", false, LookupOutcome.NotThere, [new TargetSighting(new SrvTarget(0, 0, 5269, "old.example"), LookupOutcome.Found, TargetFinding.None, [Closed()])], IsFallback: true)]),
        new DirectionVerdict(VerdictKind.CannotTell, AuthenticationMethods.None, [Finding(Silent, $"Port 5269 is closed from here, it says {Hostile}.", "Look from the gateway.", Side.Between)]),
        new DirectionVerdict(VerdictKind.CannotTell, AuthenticationMethods.None, [Finding(Silent, "Nothing was seen of their server.", "Look from the gateway.", Side.Between)]), []);

    public static readonly PeerVerdict Stranger = new(new VerifyPeer("stranger.example", IsOurs: false, null, null), Seen("stranger.example", Door(mechanism: Hostile)),
        new DirectionVerdict(VerdictKind.CannotTell, AuthenticationMethods.SaslOverTls | AuthenticationMethods.TlsDialback, [Finding(Silent, "SASL EXTERNAL is offered, and only a stream with our key proves it.", "Give --certificate and --key.", Side.Ours)]),
        new DirectionVerdict(VerdictKind.CannotTell, AuthenticationMethods.SaslOverTls | AuthenticationMethods.TlsDialback, [Finding(Silent, "What their server does when it connects is not seen.", "Ask them.", Side.Between)]), [])
    { Weighed = Negotiation.Presets[0].Negotiation };

    public static readonly ImmutableArray<PeerVerdict> All = [OursWorks, Fabrikam, Sub, Old, Stranger];

    public static FakeEngine Engine(string folder, params ImmutableArray<PeerVerdict> verdicts) => new() { Desired = Declared, Verdicts = verdicts, RootFolder = folder };

    public static DirectionVerdict Works(AuthenticationMethods methods) => new(VerdictKind.Works, methods, []);

    public static PeerVerdict At(this PeerVerdict verdict, DateTimeOffset time) => verdict with { Seen = verdict.Seen with { At = time } };

    private static VerifyFinding Finding(DiagnosticDescriptor descriptor, string summary, string fix, Side side, bool decides = true) => new(descriptor.At(null, summary, fix), side, decides);

    private static Declared Named(string domain, Negotiation? negotiation, params ImmutableArray<string> more)
    {
        var resource = new Resource(new ResourceId(Partner.Kind, domain)).With(Partner.Type, PartnerType.Federated);
        if (negotiation is not null) resource = resource.With(Partner.Negotiation, negotiation);
        if (!more.IsEmpty) resource = resource.With(Partner.AdditionalDomains, more);
        return new Declared(resource, "lync", new SourceSpan("desired.yaml", 1, 1, 1, 2));
    }

    private static DomainSighting Seen(string domain, DoorSighting door) => new(domain, domain == "contoso.com" ? null : "contoso.com", Now,
    [
        new ServiceSighting($"_xmpp-server._tcp.{domain}", false, LookupOutcome.Found, [new TargetSighting(new SrvTarget(10, 5, 5269, $"xmpp.{domain}"), LookupOutcome.Found, TargetFinding.None, [door])], IsFallback: false),
        new ServiceSighting($"_xmpps-server._tcp.{domain}", true, LookupOutcome.NotThere, [], IsFallback: false),
    ]);

    private static DoorSighting Door(string? chainBreak = null, bool names = true, string mechanism = "EXTERNAL")
    {
        var endpoint = new IPEndPoint(IPAddress.Parse("203.0.113.7"), 5269);
        var installed = new InstalledCertificate("AB12", ["fabrikam.com"], ["serverAuth"], "ECDSA 256", "CN=fabrikam.com", "CN=Some CA", Now.AddDays(-80), Now.AddDays(70));
        var report = new StreamReport(new StreamTarget(new StreamEndpoint("203.0.113.7", 5269), "fabrikam.com", "contoso.com", DirectTls: false) { Goal = StreamGoal.SecuredFeatures })
        {
            Endpoint = endpoint,
            ClearFeatures = new StreamFeatures(StartTlsOffer.Required, [], false, false, []),
            Certificate = new PresentedCertificate([1], "AB12", 2, SslProtocols.Tls13, ""),
            SecuredFeatures = new StreamFeatures(StartTlsOffer.None, [mechanism], true, true, []),
        };
        return new DoorSighting(endpoint, report, [new ParsedCertificate([1], "AB12", "cd34", installed, IsAuthority: false)], chainBreak, names);
    }

    private static DoorSighting Closed()
    {
        var endpoint = new IPEndPoint(IPAddress.Parse("2001:db8::7"), 5269);
        return new DoorSighting(endpoint, new StreamReport(new StreamTarget(new StreamEndpoint("2001:db8::7", 5269), "old.example", "contoso.com", DirectTls: false))
        { Problem = new StreamProblem(StreamProblemKind.Refused, StreamStage.Connecting, "[2001:db8::7]:5269 refuses the connection.") }, [], null, NamesDomain: false);
    }
}
