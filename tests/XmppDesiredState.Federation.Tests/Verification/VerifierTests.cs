using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;
using XmppDesiredState.TestPeers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Over real sockets and TLS, with servers that answer as a test says.</summary>
[TakesLong(35)]
public sealed class VerifierTests : IAsyncDisposable
{
    private readonly World world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task External_that_succeeds_is_proved_with_our_own_certificate()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { Identity = pair.ToIdentity() });

        Assert.True(verdict.Kind == VerdictKind.Works, LiveVerifierTests.Show(verdict));
        Assert.Equal((AuthenticationMethods.SaslOverTls, AuthenticationMethods.SaslOverTls), (verdict.Outgoing.Method, verdict.Incoming!.Method));
        Assert.Contains("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>Y29udG9zby50ZXN0</auth>", theirs.Heard, StringComparison.Ordinal);
        Assert.All(theirs.Presented, presented => Assert.Equal(pair.Thumbprint, presented));
        // Our own server is asked in nobody's name.
        Assert.DoesNotContain("from='", ours.Heard, StringComparison.Ordinal);
        Assert.All(ours.Presented, Assert.Empty);
    }

    [Theory]
    [InlineData("not-authorized", "unsupported certificate purpose")]
    [InlineData("invalid-authzid", null)]
    public async Task External_that_is_refused_gives_condition_and_words(string condition, string? text)
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs(external: $"<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><{condition}/>{(text is null ? "" : $"<text>{text}</text>")}</failure></stream:stream>");
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { Identity = pair.ToIdentity() });

        Assert.Equal(VerdictKind.CannotWork, verdict.Outgoing.Kind);
        var finding = Assert.Single(verdict.Outgoing.Findings);
        Assert.Equal($"127.0.0.1:{theirs.Port} refused SASL EXTERNAL with {condition}{(text is null ? "" : $" (\"{text}\")")}.", finding.Why.Summary);
        Assert.Equal(("XDS6632", Side.Ours, true), (finding.Why.Code, finding.Side, finding.Decides));
    }

    public static TheoryData<string?, VerdictKind, string?> Answers() => new()
    {
        { "invalid", VerdictKind.Works, null },
        { "valid", VerdictKind.Works, "XDS6645" },
        { "<db:result from='fabrikam.test' to='contoso.test' type='error'><error type='cancel'><remote-connection-failed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></db:result>", VerdictKind.CannotWork, "XDS6642" },
        { "<db:result from='fabrikam.test' to='contoso.test' type='error'><error type='wait'><internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></db:result>", VerdictKind.CannotTell, "XDS6643" },
        { "<db:result from='fabrikam.test' to='contoso.test' type='error'/>", VerdictKind.CannotTell, "XDS6643" },
        { "<db:result from='fabrikam.test' to='contoso.test'/>", VerdictKind.CannotTell, "XDS6643" },
        { "<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>", VerdictKind.CannotWork, "XDS6642" },
        { "</stream:stream>", VerdictKind.CannotTell, "XDS6643" },
        { null, VerdictKind.CannotTell, "XDS6643" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Dialback_is_what_the_answer_to_a_foreign_key_says(string? answer, VerdictKind kind, string? code)
    {
        await using FakePeer ours = Ours(Pair.Issue(world.Authority, ["contoso.test"])), theirs = Theirs(result: answer);
        world.With("contoso.test", ours).With("fabrikam.test", theirs);
        // Only who never answers is not waited for.
        var silent = answer is null or "<db:result from='fabrikam.test' to='contoso.test'/>";

        var verdict = await world.VerifyAsync("tls-dialback", silent ? world.Settings with { Limits = StreamLimits.Default with { Total = TimeSpan.FromSeconds(3), Stage = TimeSpan.FromSeconds(3) } } : null);

        Assert.True(kind == verdict.Outgoing.Kind, LiveVerifierTests.Show(verdict));
        Assert.Equal(code is null ? [] : [code], verdict.Outgoing.Findings.Select(finding => finding.Why.Code));
        Assert.Matches("<db:verify from='contoso.test' to='fabrikam.test' id='[0-9a-f]{16}'>([0-9a-f]{64})</db:verify><db:result from='contoso.test' to='fabrikam.test'>\\1</db:result>", theirs.Heard);
    }

    [Fact]
    public async Task Looking_only_sends_neither_proof_nor_key()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-or-tls-dialback", world.Settings with { Identity = pair.ToIdentity(), LookOnly = true });

        Assert.Equal(VerdictKind.CannotTell, verdict.Outgoing.Kind);
        Assert.DoesNotContain("<auth", theirs.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("<db:", theirs.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_the_negotiation_is_ever_sent()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        await world.RunAsync([World.Peer("fabrikam.test", "opportunistic"), World.Own("contoso.test")], world.Settings with { Identity = pair.ToIdentity() });

        foreach (var heard in (string[])[ours.Heard, theirs.Heard])
            Assert.All(System.Text.RegularExpressions.Regex.Matches(heard, "<[^/?][^ >]*").Select(match => match.Value), tag => Assert.Contains(tag, (string[])["<stream:stream", "<starttls", "<auth", "<db:result", "<db:verify"]));
    }

    [Theory]
    [InlineData("sasl-over-tls", true, false, false)]
    [InlineData("sasl-or-tls-dialback", true, true, false)]
    [InlineData("tls-dialback", false, true, false)]
    [InlineData("opportunistic", true, true, true)]
    [InlineData("tcp-dialback", false, false, true)]
    public async Task Only_declared_methods_are_tried(string preset, bool external, bool overTls, bool inClear)
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = new()
        {
            Certificate = Pair.Issue(world.Authority, ["fabrikam.test"]).ToPlatform(),
            ClearFeatures = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><dialback xmlns='urn:xmpp:features:dialback'/>",
        };
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync(preset, world.Settings with { Identity = pair.ToIdentity() });

        var door = Assert.Single(Doors.All(verdict.Seen));
        Assert.Equal((external, overTls, inClear), (door.External is not null, door.Challenge is not null, door.InClear is not null));
        Assert.True(verdict.Kind == VerdictKind.Works, LiveVerifierTests.Show(verdict));
    }

    public static TheoryData<string, int> Odd() => new()
    {
        { "0.0.0.0", 5269 }, { "255.255.255.255", 5269 }, { "224.0.0.1", 5269 }, { "::", 5269 }, { "ff02::1", 5269 }, { "fe80::1", 5269 }, { "::ffff:192.0.2.1", 5269 }, { "127.0.0.1", 0 },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_address_that_nobody_can_have_is_one_that_cannot_be_reached(string address, int port)
    {
        await using var ours = Ours(Pair.Issue(world.Authority, ["contoso.test"]));
        world.With("contoso.test", ours).WithHost("xmpp.fabrikam.test", IPAddress.Parse(address)).With("fabrikam.test", (0, "xmpp.fabrikam.test", port));

        var verdict = await world.VerifyAsync("tls-dialback", world.Settings with { Limits = StreamLimits.Default with { Stage = TimeSpan.FromSeconds(4) } });

        Assert.Equal((VerdictKind.CannotTell, "XDS6611"), (verdict.Outgoing.Kind, Assert.Single(verdict.Outgoing.Findings).Why.Code));
    }

    [Fact]
    public async Task The_best_server_decides_and_dead_ones_are_told_beside()
    {
        await using FakePeer ours = Ours(Pair.Issue(world.Authority, ["contoso.test"])), theirs = Theirs();
        var closed = IPEndPoint.Parse(XmppResponder.Closed()).Port;
        world.With("contoso.test", ours).With("fabrikam.test", (5, "dead.fabrikam.test", closed), (10, "xmpp.fabrikam.test", theirs.Port), (20, "gone.fabrikam.test", 5269)).WithHost("gone.fabrikam.test");

        var verdict = await world.VerifyAsync("tls-dialback");

        Assert.True(verdict.Outgoing.Kind == VerdictKind.Works, LiveVerifierTests.Show(verdict));
        Assert.Equal(["XDS6605", "XDS6607", "XDS6612"], verdict.Also.Select(finding => finding.Why.Code).Distinct().Order());
        Assert.Contains(verdict.Also, finding => finding.Why.Summary == $"127.0.0.1:{closed} refused the connection.");
        Assert.All(verdict.Also, finding => Assert.False(finding.Decides));
    }

    [Fact]
    public async Task Every_address_is_asked_and_a_dead_family_is_told_beside()
    {
        await using FakePeer ours = Ours(Pair.Issue(world.Authority, ["contoso.test"])), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs).WithHost("xmpp.fabrikam.test", IPAddress.Loopback, IPAddress.IPv6Loopback);

        var verdict = await world.VerifyAsync("tls-dialback");

        Assert.True(verdict.Outgoing.Kind == VerdictKind.Works, LiveVerifierTests.Show(verdict));
        Assert.Equal([$"127.0.0.1:{theirs.Port}", $"[::1]:{theirs.Port}"], verdict.Seen.Services[0].Targets[0].Doors.Select(door => $"{door.Address}"));
        // A machine without IPv6 has no way there, which says nothing of the server.
        var isRefused = verdict.Seen.Services[0].Targets[0].Doors[1].Report.Problem!.Kind == StreamProblemKind.Refused;
        Assert.Equal(isRefused ? [$"[::1]:{theirs.Port} refused the connection."] : [], verdict.Also.Where(finding => finding.Why.Code == "XDS6612").Select(finding => finding.Why.Summary));
    }

    [Fact]
    public async Task A_private_chain_is_left_open_by_the_roots_of_the_machine()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { Identity = pair.ToIdentity(), TrustRoots = [] });

        Assert.Equal((VerdictKind.CannotTell, VerdictKind.CannotTell), (verdict.Outgoing.Kind, verdict.Incoming!.Kind));
        Assert.Equal(["XDS6653"], verdict.Outgoing.Findings.Select(finding => finding.Why.Code));
        Assert.Equal(["XDS6656"], verdict.Incoming.Findings.Select(finding => finding.Why.Code));
    }

    [Fact]
    public async Task A_chain_to_another_root_than_those_given_rules_sasl_out()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = new() { Certificate = Pair.Issue(Pair.Authority("Another root"), ["fabrikam.test"]).ToPlatform() };
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { Identity = pair.ToIdentity() });

        Assert.Equal((VerdictKind.CannotWork, VerdictKind.CannotWork), (verdict.Outgoing.Kind, verdict.Incoming!.Kind));
        Assert.Equal(("XDS6653", Side.Theirs), (Assert.Single(verdict.Outgoing.Findings).Why.Code, verdict.Outgoing.Findings[0].Side));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_is_judged_by_what_is_sent(bool isWhole)
    {
        var (leaf, above) = TestCertificate.Chain("fabrikam.test", 2);
        await using var ours = Ours(Pair.Issue(world.Authority, ["contoso.test"]));
        await using var theirs = new XmppResponder(async peer =>
        {
            await peer.AgreeAsync();
            await peer.SecureAsync(leaf, isWhole ? above : null);
            await peer.ServeSecuredAsync();
        });
        world.With("contoso.test", ours).With("fabrikam.test", (0, "xmpp.fabrikam.test", theirs.Port));

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { TrustRoots = CertificateFile.Read(above[^1].RawData), LookOnly = true });

        var door = Assert.Single(Doors.All(verdict.Seen));
        Assert.Equal(leaf.Thumbprint, door.Chain[0].Thumbprint);
        Assert.Equal(isWhole ? [above[0].Thumbprint] : [], door.Chain[1..].Select(certificate => certificate.Thumbprint));
        Assert.Equal(isWhole, door.ChainBreak is null);
    }

    [Fact]
    public async Task A_certificate_for_servers_alone_is_a_matter_of_readiness()
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"], usages: ["serverAuth"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs();
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-or-tls-dialback");

        var finding = Assert.Single(verdict.Outgoing.Findings.AddRange(verdict.Also), finding => finding.Why.Code == "XDS6634");
        Assert.Equal((Side.Ours, $"Our certificate, as 127.0.0.1:{ours.Port} presents it, is not for clientAuth, so SASL EXTERNAL may be refused for it; public CAs give that usage up since 2026."), (finding.Side, finding.Why.Summary));
        Assert.DoesNotContain((await world.VerifyAsync("tls-dialback")).Also, finding => finding.Why.Code == "XDS6634");
    }

    [Fact]
    public async Task Direct_tls_is_looked_at_and_decides_nothing()
    {
        using var certificate = Pair.Issue(world.Authority, ["fabrikam.test"]).ToPlatform();
        await using var ours = Ours(Pair.Issue(world.Authority, ["contoso.test"]));
        await using var direct = XmppResponder.DirectTls(() => certificate);
        world.With("contoso.test", ours).WithDirectTls("fabrikam.test", direct.Port);

        var verdict = await world.VerifyAsync("sasl-over-tls");

        Assert.Equal((VerdictKind.CannotTell, "XDS6626"), (verdict.Outgoing.Kind, Assert.Single(verdict.Outgoing.Findings).Why.Code));
        var door = Assert.Single(verdict.Seen.Services[1].Targets[0].Doors);
        Assert.Equal((true, true, null), (door.Report.Target.DirectTls, door.NamesDomain, door.ChainBreak));
    }

    [Fact]
    public async Task Our_own_domain_in_order_cannot_be_told_more_of()
    {
        await using var ours = Ours(Pair.Issue(world.Authority, ["contoso.test"]));
        world.With("contoso.test", ours);

        var verdict = Assert.Single(await world.RunAsync([World.Own("contoso.test")], world.Settings));

        Assert.Equal((VerdictKind.CannotTell, null, null), (verdict.Kind, verdict.Incoming, verdict.Weighed));
        Assert.Equal(("XDS6665", Side.Ours), (Assert.Single(verdict.Outgoing.Findings).Why.Code, verdict.Outgoing.Findings[0].Side));
    }

    [Theory]
    [InlineData("other.test", 0, "XDS6652")]
    [InlineData("contoso.test", -200, "XDS6651")]
    public async Task Our_own_certificate_that_is_bad_is_ours_to_mend(string name, int issued, string code)
    {
        await using var ours = Ours(Pair.Issue(world.Authority, [name], from: DateTimeOffset.UtcNow.AddDays(issued)));
        world.With("contoso.test", ours);

        var verdict = Assert.Single(await world.RunAsync([World.Own("contoso.test")], world.Settings));

        Assert.Equal((code, Side.Ours), (Assert.Single(verdict.Outgoing.Findings).Why.Code, verdict.Outgoing.Findings[0].Side));
    }

    [Fact]
    public async Task Cancelled_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var silent = new XmppResponder(peer => peer.SilenceAsync());
        world.With("contoso.test", (0, "xmpp.contoso.test", silent.Port)).With("fabrikam.test", (0, "xmpp.fabrikam.test", silent.Port));

        var running = new Verifier(world.Settings, TimeProvider.System).RunAsync([World.Peer("fabrikam.test", "tls-dialback")], ["contoso.test"], null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_hostile_server_costs_one_verdict_only()
    {
        await using FakePeer ours = Ours(Pair.Issue(world.Authority, ["contoso.test"])), theirs = Theirs();
        await using XmppResponder injecting = new(async peer =>
        {
            await peer.AgreeAsync(XmppResponder.Proceed + "<stream:features/>");
            await peer.SilenceAsync();
        }), flooding = new(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(XmppResponder.Header + "<stream:features>");
            while (true) await peer.SendAsync(new string(' ', 4096));
        });
        world.With("contoso.test", ours).With("fabrikam.test", theirs).With("inject.test", (0, "xmpp.inject.test", injecting.Port)).With("flood.test", (0, "xmpp.flood.test", flooding.Port));

        var verdicts = await world.RunAsync([World.Peer("inject.test", "tls-dialback"), World.Peer("fabrikam.test", "tls-dialback"), World.Peer("flood.test", "tls-dialback")], world.Settings);

        Assert.Equal(["inject.test", "fabrikam.test", "flood.test"], verdicts.Select(verdict => verdict.Peer.Domain));
        Assert.Equal([VerdictKind.CannotWork, VerdictKind.Works, VerdictKind.CannotWork], verdicts.Select(verdict => verdict.Outgoing.Kind));
        Assert.Equal(["XDS6613", "XDS6613"], new[] { verdicts[0], verdicts[2] }.Select(verdict => Assert.Single(verdict.Outgoing.Findings).Why.Code));
    }

    /// <summary>What is answered to a key over TLS, and what it is called.</summary>
    public static TheoryData<string, StreamProblemKind> HostileAnswers() => new()
    {
        { "<!DOCTYPE a [<!ENTITY b 'c'>]><db:result type='invalid'>&b;</db:result>", StreamProblemKind.RestrictedXml },
        { "<!-- no --><db:result type='invalid'/>", StreamProblemKind.RestrictedXml },
        { "<db:result type='&evil;'/>", StreamProblemKind.RestrictedXml },
        { "<db:result type='invalid'", StreamProblemKind.TimedOut },
        { "<db:result type='invalid' type='valid'/>", StreamProblemKind.Malformed },
        { "<db:result type='INVALID'/>", StreamProblemKind.TimedOut },
        { "<result xmlns='urn:other' type='invalid'/>", StreamProblemKind.TimedOut },
        { "<db:result xmlns:db='urn:other' type='invalid'/>", StreamProblemKind.TimedOut },
        { string.Concat(Enumerable.Repeat("<a>", 40)), StreamProblemKind.NestedTooDeeply },
        { string.Concat(Enumerable.Repeat("<message/>", 20_000)), StreamProblemKind.TooMuchData },
        { "<db:result " + string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}='' ")) + "/>", StreamProblemKind.TooManyAttributes },
        { "</db:result><a/><a/><a/>", StreamProblemKind.Malformed },
    };

    [Theory]
    [MemberData(nameof(HostileAnswers))]
    public async Task A_hostile_answer_to_a_key_proves_nothing(string answer, StreamProblemKind kind)
    {
        await using FakePeer ours = Ours(Pair.Issue(world.Authority, ["contoso.test"])), theirs = Theirs(result: answer);
        world.With("contoso.test", ours).With("fabrikam.test", theirs);
        var hasty = StreamLimits.Default with { Total = TimeSpan.FromSeconds(3), Stage = TimeSpan.FromSeconds(3) };

        var verdict = await world.VerifyAsync("tls-dialback", kind == StreamProblemKind.TimedOut ? world.Settings with { Limits = hasty } : null);

        Assert.True(kind == Assert.Single(Doors.All(verdict.Seen)).Challenge!.Problem!.Kind, LiveVerifierTests.Show(verdict));
        Assert.Equal((VerdictKind.CannotTell, "XDS6643"), (verdict.Outgoing.Kind, Assert.Single(verdict.Outgoing.Findings).Why.Code));
    }

    [Theory]
    [InlineData("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")]
    [InlineData("<success xmlns='urn:other'/>")]
    [InlineData("<success xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")]
    [InlineData("</stream:stream>")]
    [InlineData("<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")]
    public async Task A_hostile_answer_to_external_proves_nothing(string answer)
    {
        var pair = Pair.Issue(world.Authority, ["contoso.test"]);
        await using FakePeer ours = Ours(pair), theirs = Theirs(external: answer);
        world.With("contoso.test", ours).With("fabrikam.test", theirs);

        var verdict = await world.VerifyAsync("sasl-over-tls", world.Settings with { Identity = pair.ToIdentity() });

        Assert.NotEqual(VerdictKind.Works, verdict.Outgoing.Kind);
        Assert.Null(Assert.Single(Doors.All(verdict.Seen)).External!.External);
        // A stream that is ended for good is a refusal; all else is not known.
        Assert.Equal(answer.Contains("policy-violation", StringComparison.Ordinal) ? (VerdictKind.CannotWork, "XDS6615") : (VerdictKind.CannotTell, "XDS6614"), (verdict.Outgoing.Kind, Assert.Single(verdict.Outgoing.Findings).Why.Code));
    }

    private FakePeer Ours(Pair pair) => new() { Certificate = pair.ToPlatform(), SecuredFeatures = "<dialback xmlns='urn:xmpp:features:dialback'/>" };

    private FakePeer Theirs(string? external = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", string? result = "invalid") =>
        new() { Certificate = Pair.Issue(world.Authority, ["fabrikam.test"]).ToPlatform(), ExternalAnswer = external, ResultAnswer = result };
}
