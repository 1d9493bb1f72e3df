using System.Runtime.CompilerServices;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Every row of the tables in the README of the project is a test: what is declared and seen in, the verdicts out.</summary>
public sealed class VerdictTableTests
{
    private const string Head = "| declared | they | we | outgoing | incoming |";

    [Fact]
    public void Tables_of_the_readme_say_what_is_weighed()
    {
        var written = File.ReadAllLines(Readme());
        var weighed = written.ToArray();
        var rows = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != Head) continue;
            for (i += 2; i < written.Length && written[i].StartsWith('|'); i++, rows++) weighed[i] = Weigh(written[i]);
        }

        Assert.InRange(rows, 60, 1000);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "CI never rewrites golden files.");
            File.WriteAllText(Readme(), string.Join('\n', weighed) + "\n");
            written = weighed;
        }

        Assert.True(written.SequenceEqual(weighed), "The README of XmppDesiredState.Federation does not say what is weighed. If the new verdicts are right: UPDATE_GOLDENS=1 dotnet run --project tests/XmppDesiredState.Federation.Tests\n"
            + string.Join('\n', written.Zip(weighed).Where(pair => pair.First != pair.Second).Select(pair => $"- {pair.First}\n+ {pair.Second}")));
    }

    [Fact]
    public void No_offer_alone_is_called_working()
    {
        foreach (var (_, declared) in Negotiation.Presets)
        {
            foreach (var they in (string[])["TLS required, EXTERNAL offered, dialback offered", "TLS optional, EXTERNAL offered, dialback offered, dialback in clear", "dialback in clear", "XMPP 0.9"])
            {
                var verdict = Weigh(declared, they, "TLS required, roots, key, look only");
                Assert.True(verdict.Outgoing.Kind != VerdictKind.Works && verdict.Incoming!.Kind != VerdictKind.Works, $"{declared}: {they}");
            }
        }
    }

    [Fact]
    public void Whatever_cannot_work_says_who_has_to_do_what()
    {
        var all = File.ReadAllLines(Readme()).Where(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 7 && Declared(cells[1], out _)).ToArray();
        Assert.NotEmpty(all);
        foreach (var cells in all)
        {
            Declared(cells[1], out var declared);
            var verdict = Weigh(declared, cells[2], cells[3]);
            foreach (var direction in (DirectionVerdict[])[verdict.Outgoing, verdict.Incoming!])
            {
                Assert.Equal(direction.Kind == VerdictKind.Works, !direction.Findings.Any(finding => finding.Decides));
                Assert.Equal(direction.Findings.Select(finding => finding.Why.Summary).Distinct(), direction.Findings.Select(finding => finding.Why.Summary));
                Assert.All(direction.Findings, finding =>
                {
                    Assert.EndsWith(".", finding.Why.Summary, StringComparison.Ordinal);
                    Assert.EndsWith(".", finding.Why.Fix, StringComparison.Ordinal);
                });
            }
        }
    }

    internal static PeerVerdict Weigh(Negotiation? declared, string they, string we)
    {
        var peer = new VerifyPeer("fabrikam.test", IsOurs: false, "fabrikam.test", declared);
        var ours = Scene.Has(we, "no domain") ? null : new Scene("contoso.test", Scene.OurThumbprint, we).Build();
        return Weighing.OfTheirs(peer, new Scene("fabrikam.test", Scene.TheirThumbprint, they).Build(), ours, Scene.TermsOf(we));
    }

    private static string Weigh(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        Assert.True(cells.Length == 7, row);
        Assert.True(Declared(cells[1], out var declared), row);
        var verdict = Weigh(declared, cells[2], cells[3]);
        return $"| {cells[1]} | {cells[2]} | {cells[3]} | {Show(verdict.Outgoing)} | {Show(verdict.Incoming!)} |";
    }

    // A preset, R/O/N for TLS and SASL with + or - for dialback, or nothing declared.
    private static bool Declared(string word, out Negotiation? declared)
    {
        declared = Negotiation.Presets.FirstOrDefault(preset => preset.Name == word).Negotiation;
        if (declared is null && word is [var tls, '/', var sasl, '/', '+' or '-']) declared = new Negotiation(Level(tls), Level(sasl), word.EndsWith('+'));
        return declared is not null || word == "nothing";
    }

    private static NegotiationLevel Level(char letter) => letter switch { 'R' => NegotiationLevel.Required, 'O' => NegotiationLevel.Optional, _ => NegotiationLevel.NotSupported };

    private static string Show(DirectionVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Works => $"works: {Show(verdict.Method)}{Codes(verdict, decides: false)}",
        VerdictKind.CannotWork => $"cannot work:{Codes(verdict, decides: true)}",
        _ => $"cannot tell:{Codes(verdict, decides: true)}",
    };

    private static string Show(AuthenticationMethods method) => method switch
    {
        AuthenticationMethods.SaslOverTls => "SASL",
        AuthenticationMethods.TlsDialback => "TLS dialback",
        AuthenticationMethods.TcpDialback => "TCP dialback",
        _ => $"{method}",
    };

    private static string Codes(DirectionVerdict verdict, bool decides) =>
        string.Concat(verdict.Findings.Where(finding => finding.Decides == decides).Select(finding => finding.Why.Code[3..]).Distinct().Order(StringComparer.Ordinal).Select(code => $" {code}"));

    private static string Readme([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "XmppDesiredState.Federation", "README.md");
}
