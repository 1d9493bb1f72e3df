using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Domains of ours, in the words of the tables in the README.</summary>
public sealed class OwnVerdictTests
{
    [Theory]
    [InlineData("TLS required", VerdictKind.CannotTell, "XDS6665", Side.Ours)]
    [InlineData("TLS required, expired", VerdictKind.CannotTell, "XDS6651", Side.Ours)]
    [InlineData("TLS required, wrong name", VerdictKind.CannotTell, "XDS6652", Side.Ours)]
    [InlineData("TLS required, untrusted, roots", VerdictKind.CannotTell, "XDS6653", Side.Ours)]
    [InlineData("TLS required, untrusted", VerdictKind.CannotTell, "XDS6665", Side.Ours)]
    [InlineData("dialback in clear", VerdictKind.CannotTell, "XDS6663", Side.Ours)]
    [InlineData("TLS required, handshake fails", VerdictKind.CannotTell, "XDS6623", Side.Between)]
    [InlineData("nothing in DNS", VerdictKind.CannotWork, "XDS6661", Side.Ours)]
    [InlineData("service declared absent", VerdictKind.CannotWork, "XDS6661", Side.Ours)]
    [InlineData("targets without address", VerdictKind.CannotWork, "XDS6661", Side.Ours)]
    [InlineData("DNS fails", VerdictKind.CannotTell, "XDS6603", Side.Between)]
    [InlineData("closed", VerdictKind.CannotTell, "XDS6611", Side.Between)]
    [InlineData("HTTP", VerdictKind.CannotWork, "XDS6613", Side.Ours)]
    [InlineData("host-unknown", VerdictKind.CannotWork, "XDS6615", Side.Ours)]
    [InlineData("system-shutdown", VerdictKind.CannotTell, "XDS6666", Side.Between)]
    [InlineData("TLS required, not-authorized over TLS", VerdictKind.CannotTell, "XDS6666", Side.Between)]
    [InlineData("only direct TLS", VerdictKind.CannotTell, "XDS6626", Side.Ours)]
    public void Our_own_domain_is_weighed(string seen, VerdictKind kind, string code, Side side)
    {
        var verdict = Weigh(seen);

        Assert.Equal((kind, kind), (verdict.Kind, verdict.Outgoing.Kind));
        var finding = Assert.Single(verdict.Outgoing.Findings);
        Assert.Equal((code, side, true), (finding.Why.Code, finding.Side, finding.Decides));
        Assert.Null(verdict.Incoming);
    }

    [Fact]
    public void Nothing_is_said_twice_and_what_is_ours_is_not_called_theirs()
    {
        var verdict = Weigh("TLS required, expired, untrusted, first target dead");

        Assert.Equal(["XDS6612", "XDS6653"], verdict.Also.Select(finding => finding.Why.Code).Order());
        Assert.DoesNotContain(verdict.Also, finding => finding.Side == Side.Theirs || finding.Decides);
    }

    private static PeerVerdict Weigh(string words) =>
        Weighing.OfOurs(new VerifyPeer("contoso.test", IsOurs: true, null, null), new Scene("contoso.test", Scene.OurThumbprint, words).Build(), Scene.TermsOf(words));
}
