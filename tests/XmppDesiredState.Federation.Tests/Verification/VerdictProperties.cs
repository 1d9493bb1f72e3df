using CsCheck;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Whatever is seen together, and whatever is declared.</summary>
public sealed class VerdictProperties
{
    private static readonly string[] Words =
    [
        "service declared absent", "nothing in DNS", "DNS fails", "only direct TLS", "closed", "HTTP", "host-unknown", "XMPP 0.9", "TLS required", "TLS optional", "handshake fails", "injects data",
        "not-authorized over TLS", "EXTERNAL offered", "EXTERNAL succeeds", "EXTERNAL refused", "dialback offered", "dialback in clear", "key denied", "key accepted", "key unanswered", "key: remote-connection-failed",
        "key: policy-violation", "clear key denied", "clear key: remote-server-not-found", "authority silent", "authority vouches", "clear authority silent", "wrong name", "expired", "untrusted", "serverAuth only", "first target dead",
    ];

    private static readonly string[] OurWords = ["nothing in DNS", "closed", "TLS required", "TLS optional", "EXTERNAL offered", "another certificate", "expired", "serverAuth only", "untrusted", "key", "roots", "look only"];

    private static readonly Gen<Negotiation> Declared = Gen.Select(Gen.Enum<NegotiationLevel>(), Gen.Enum<NegotiationLevel>(), Gen.Bool, (tls, sasl, dialback) => new Negotiation(tls, sasl, dialback));

    // Rare words first decide everything: seldom more than a few of them.
    private static Gen<string> Some(string[] words) => Gen.Int[0, words.Length - 1].HashSet[0, 8].Select(some => string.Join(", ", some.Order().Select(i => words[i])));

    [Fact]
    public void Works_is_said_of_what_was_proved_and_declared_and_everything_else_says_why()
    {
        var works = 0;
        Gen.Select(Declared, Some(Words), Some(OurWords)).Sample((declared, they, we) => Check(declared, they, we, ref works), iter: 20_000);
        // Else the sample would prove nothing.
        Assert.InRange(works, 100, int.MaxValue);
    }

    private static void Check(Negotiation declared, string they, string we, ref int works)
    {
        var terms = Scene.TermsOf(we);
        var verdict = Weighing.OfTheirs(new VerifyPeer("fabrikam.test", IsOurs: false, null, declared), new Scene("fabrikam.test", Scene.TheirThumbprint, they).Build(lenient: true),
            new Scene("contoso.test", Scene.OurThumbprint, we).Build(lenient: true), terms);

        var isKeyAnswered = Scene.Has(they, "key denied") || Scene.Has(they, "key accepted");
        if (verdict.Outgoing.Kind == VerdictKind.Works) Assert.True(IsProved(verdict.Outgoing.Method, isKeyAnswered, they), $"{declared} | {they} | {we}: {verdict.Outgoing.Method}");
        if (verdict.Incoming!.Kind == VerdictKind.Works)
        {
            var isAsked = verdict.Incoming.Method == AuthenticationMethods.SaslOverTls ? Scene.Has(they, "EXTERNAL succeeds") && terms.TrustIsGiven && terms.HasIdentity
                : verdict.Incoming.Method == AuthenticationMethods.TlsDialback ? Scene.Has(they, "key denied") && !Scene.Has(they, "authority silent") : Scene.Has(they, "clear key denied") && !Scene.Has(they, "clear authority silent");
            Assert.True(isAsked, $"{declared} | {they} | {we}: {verdict.Incoming.Method}");
        }

        foreach (var direction in (DirectionVerdict[])[verdict.Outgoing, verdict.Incoming])
        {
            Assert.Equal(direction.Kind == VerdictKind.Works, !direction.Findings.Any(finding => finding.Decides));
            if (direction.Kind == VerdictKind.Works) Assert.True(direction.Method != AuthenticationMethods.None && declared.Methods.HasFlag(direction.Method));
            if (direction.Kind == VerdictKind.CannotWork) Assert.Equal(AuthenticationMethods.None, direction.Method);
        }

        Assert.All(verdict.Also, finding => Assert.False(finding.Decides));
        Assert.Equal(declared, verdict.Weighed);
        if (verdict.Outgoing.Kind == VerdictKind.Works) Interlocked.Increment(ref works);
    }

    [Fact]
    public void Without_a_declaration_nothing_is_weaker_than_with_the_best_one() => Gen.Select(Some(Words), Some(OurWords)).Sample((they, we) =>
    {
        PeerVerdict Of(Negotiation? declared) => Weighing.OfTheirs(new VerifyPeer("fabrikam.test", IsOurs: false, null, declared), new Scene("fabrikam.test", Scene.TheirThumbprint, they).Build(lenient: true),
            new Scene("contoso.test", Scene.OurThumbprint, we).Build(lenient: true), Scene.TermsOf(we));

        var works = Negotiation.Presets.Where(preset => Of(preset.Negotiation).Kind == VerdictKind.Works).Select(preset => preset.Negotiation).ToArray();
        var open = Of(null);

        Assert.Equal(works.Length > 0, open.Kind == VerdictKind.Works);
        if (works.Length > 0) Assert.Equal(works[0], open.Weighed);
    }, iter: 5_000);

    private static bool IsProved(AuthenticationMethods method, bool isKeyAnswered, string they) => method switch
    {
        AuthenticationMethods.SaslOverTls => Scene.Has(they, "EXTERNAL succeeds"),
        AuthenticationMethods.TlsDialback => isKeyAnswered,
        AuthenticationMethods.TcpDialback => Scene.Has(they, "clear key denied"),
        _ => false,
    };
}
