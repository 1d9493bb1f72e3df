using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Where verdicts once said what Prosody and ejabberd then did not do: each without a server.</summary>
public sealed class WhatServersTaughtTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WeighingTerms WithKey = new("AA", LookOnly: false, TrustIsGiven: true, Now), WithoutKey = WithKey with { IdentityThumbprint = null };
    private static readonly StreamReport Seen = new(new StreamTarget(new StreamEndpoint("192.0.2.1", 5269), "fabrikam.test", "contoso.test", DirectTls: false))
    {
        ClearFeatures = new StreamFeatures(StartTlsOffer.Required, [], Dialback: false, DialbackErrors: false, []),
        SecuredFeatures = new StreamFeatures(StartTlsOffer.None, ["EXTERNAL"], Dialback: true, DialbackErrors: true, []),
    };
    private static readonly StreamReport Accepted = Seen with { External = new ExternalAnswer(true, null, null) }, Denied = Seen with { Dialback = new DialbackAnswer(DialbackResult.Invalid, null, null) };
    private static readonly StreamReport NothingForStrangers = Seen with { SecuredFeatures = Seen.SecuredFeatures! with { Mechanisms = [] } };

    [Fact]
    public void Certificate_NotForServers_RulesOutExternal()
    {
        var verdict = Outgoing("sasl-over-tls", Door("clientAuth") with { External = Accepted }, WithKey);

        Assert.Equal(VerdictKind.CannotWork, verdict.Kind);
        Assert.Equal("XDS6657", Assert.Single(verdict.Findings).Why.Code);
        Assert.Equal(VerdictKind.Works, Outgoing("sasl-over-tls", Door("clientAuth", "serverAuth") with { External = Accepted }, WithKey).Kind);
    }

    [Fact]
    public void Chain_WithoutRootOfThisMachine_LeavesOpenWhetherOurGatewayTrustsIt()
    {
        var door = Door("serverAuth") with { External = Accepted, ChainBreak = "it ends nowhere" };

        var verdict = Outgoing("sasl-over-tls", door, WithKey with { TrustIsGiven = false });

        Assert.Equal(VerdictKind.CannotTell, verdict.Kind);
        Assert.Equal("XDS6653", Assert.Single(verdict.Findings, finding => finding.Decides).Why.Code);
        Assert.Equal(VerdictKind.CannotWork, Outgoing("sasl-over-tls", door, WithKey).Kind);
    }

    [Fact]
    public void ServerThatWantsACertificate_WithoutOne_LeavesDialbackOpen()
    {
        var problem = new StreamProblem(StreamProblemKind.StreamError, StreamStage.ReadingSecuredFeatures, "It ended the stream.") { Condition = "not-authorized" };
        var door = Door() with { Report = Seen with { SecuredFeatures = null, Problem = problem } };

        var verdict = Outgoing("tls-dialback", door, WithoutKey);

        Assert.Equal(VerdictKind.CannotTell, verdict.Kind);
        Assert.Equal("XDS6638", Assert.Single(verdict.Findings, finding => finding.Decides).Why.Code);
        Assert.Equal(VerdictKind.CannotWork, Outgoing("tls-dialback", door, WithKey).Kind);
    }

    [Fact]
    public void Dialback_ProvedWhereExternalWouldFailOverTheirCertificate_IsOpenUntilExternalIsKnownNotToBeOffered()
    {
        var door = Door() with { Report = NothingForStrangers, Challenge = Denied, NamesDomain = false };

        Assert.Equal(VerdictKind.CannotTell, Outgoing("sasl-or-tls-dialback", door, WithoutKey).Kind);
        var known = Outgoing("sasl-or-tls-dialback", door, WithKey);
        Assert.Equal((VerdictKind.Works, AuthenticationMethods.TlsDialback), (known.Kind, known.Method));
    }

    private static DirectionVerdict Outgoing(string preset, DoorSighting door, WeighingTerms terms) => OutgoingWeighing.Of(Named(preset), Domain(door), null, terms);

    private static Negotiation Named(string preset) => Negotiation.Presets.Single(known => known.Name == preset).Negotiation;

    private static DomainSighting Domain(DoorSighting door)
    {
        var target = new TargetSighting(new SrvTarget(0, 0, 5269, "xmpp.fabrikam.test"), LookupOutcome.Found, TargetFinding.None, [door]);
        return new DomainSighting("fabrikam.test", "contoso.test", Now, [new ServiceSighting("_xmpp-server._tcp.fabrikam.test", DirectTls: false, LookupOutcome.Found, [target], IsFallback: false)]);
    }

    private static DoorSighting Door(params string[] usages)
    {
        var installed = new InstalledCertificate("BB", ["fabrikam.test"], [.. usages], "", "CN=fabrikam.test", "CN=Fixture", Now.AddDays(-1), Now.AddDays(300));
        return new DoorSighting(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5269), Seen, [new ParsedCertificate([], "BB", "CC", installed, IsAuthority: false)], ChainBreak: null, NamesDomain: true);
    }
}
