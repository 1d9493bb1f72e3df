using System.Collections.Immutable;
using System.Net;
using System.Security.Authentication;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Tls;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>What may be seen of a domain, in the words of the tables in the README of the project.</summary>
internal sealed class Scene(string domain, string thumbprint, string words)
{
    public const string OurThumbprint = "0A", TheirThumbprint = "0B";

    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Words about us that say how it was asked, not what was seen.</summary>
    public static readonly string[] Terms = ["key", "roots", "look only", "no domain"];

    private static readonly IPEndPoint Address = new(IPAddress.Parse("192.0.2.1"), 5269);

    private readonly HashSet<string> left = [.. words.Split(',', StringSplitOptions.TrimEntries).Where(word => word != "–")];

    public static WeighingTerms TermsOf(string words) => new(Has(words, "key") ? OurThumbprint : null, Has(words, "look only"), Has(words, "roots"), Now);

    public static bool Has(string words, string word) => words.Split(',', StringSplitOptions.TrimEntries).Contains(word, StringComparer.Ordinal);

    /// <param name="lenient">Whether words that contradict an earlier one are passed over.</param>
    public DomainSighting Build(bool lenient = false)
    {
        left.ExceptWith(Terms);
        var services = Services();
        Assert.True(lenient || left.Count == 0, $"The README says \"{string.Join(", ", left)}\" of {domain}, which no test knows.");
        return new DomainSighting(domain, "contoso.test", Now, services);
    }

    private ImmutableArray<ServiceSighting> Services()
    {
        if (Take("service declared absent")) return [Service(LookupOutcome.DeclaredAbsent)];
        if (Take("DNS fails")) return [Service(LookupOutcome.Failed)];
        if (Take("DNS silent")) return [Service(LookupOutcome.NoAnswer)];
        if (Take("nothing in DNS")) return [Service(LookupOutcome.NotThere, Target(LookupOutcome.NotThere, TargetFinding.NoAddress)) with { IsFallback = true }];
        if (Take("targets without address")) return [Service(LookupOutcome.Found, Target(LookupOutcome.NotThere, TargetFinding.NoAddress))];
        if (Take("only direct TLS")) return [Service(LookupOutcome.NotThere, Target(LookupOutcome.NotThere, TargetFinding.NoAddress)) with { IsFallback = true }, Service(LookupOutcome.Found, Target(Door(Secured(Start(directTls: true), [], dialback: true)))) with { DirectTls = true }];
        return [Service(LookupOutcome.Found, Take("first target dead") ? [Target(Door(Problem(StreamProblemKind.Refused, StreamStage.Connecting))), Target(Door())] : [Target(Door())])];
    }

    private DoorSighting Door()
    {
        if (Take("closed")) return Door(Problem(StreamProblemKind.Refused, StreamStage.Connecting));
        if (Take("filtered")) return Door(Problem(StreamProblemKind.TimedOut, StreamStage.Connecting));
        if (Take("HTTP")) return Door(Problem(StreamProblemKind.NotXmpp, StreamStage.Opening));
        if (Take("silent")) return Door(Problem(StreamProblemKind.TimedOut, StreamStage.Opening));
        if (Take("host-unknown")) return Door(Problem(StreamProblemKind.StreamError, StreamStage.ReadingFeatures, "host-unknown"));
        if (Take("system-shutdown")) return Door(Problem(StreamProblemKind.StreamError, StreamStage.ReadingFeatures, "system-shutdown"));
        var isOld = Take("XMPP 0.9");
        var startTls = Take("TLS required") ? StartTlsOffer.Required : Take("TLS optional") ? StartTlsOffer.Optional : StartTlsOffer.None;
        var inClear = Tried("clear ");
        var dialbackInClear = Take("dialback in clear") || inClear is not null;
        if (isOld) return Door(Problem(StreamProblemKind.StartTlsNotOffered, StreamStage.Opening)) with { InClear = inClear };
        var report = Start() with { ClearFeatures = new StreamFeatures(startTls, [], dialbackInClear, false, []) };
        if (startTls == StartTlsOffer.None) return Door(report with { Problem = new StreamProblem(StreamProblemKind.StartTlsNotOffered, StreamStage.StartingTls, "No STARTTLS.") }) with { InClear = inClear };
        if (Take("handshake fails")) return Door(report with { Problem = new StreamProblem(StreamProblemKind.TlsFailed, StreamStage.Handshake, "The handshake fails.") });
        if (Take("injects data")) return Door(report with { Problem = new StreamProblem(StreamProblemKind.InjectedData, StreamStage.StartingTls, "Data in clear.") });
        if (Take("not-authorized over TLS"))
            return Door(Certified(report) with { Problem = new StreamProblem(StreamProblemKind.StreamError, StreamStage.ReadingSecuredFeatures, "No.") { Condition = "not-authorized" } });
        return Negotiated(report, inClear);
    }

    private DoorSighting Negotiated(StreamReport report, StreamReport? inClear)
    {
        var external = Take("EXTERNAL succeeds") ? new ExternalAnswer(true, null, null) : Take("EXTERNAL refused") ? new ExternalAnswer(false, "not-authorized", null) : null;
        var challenge = Tried("");
        var secured = Secured(report, external is not null || Take("EXTERNAL offered") ? ["EXTERNAL"] : [], challenge is not null || Take("dialback offered"));
        return Door(secured) with
        {
            External = external is null ? null : secured with { External = external },
            Challenge = challenge is null ? null : challenge with { Certificate = secured.Certificate },
            InClear = inClear,
        };
    }

    /// <summary>A try of dialback: what they said of our key, and whether their server denies one that is not its own.</summary>
    private StreamReport? Tried(string where)
    {
        var authority = Take($"{where}authority silent") ? null : new DialbackAnswer(Take($"{where}authority vouches") ? DialbackResult.Valid : DialbackResult.Invalid, null, null);
        var report = Start() with { Authority = authority };
        if (Take($"{where}key denied")) return report with { Dialback = new DialbackAnswer(DialbackResult.Invalid, null, null) };
        if (Take($"{where}key accepted")) return report with { Dialback = new DialbackAnswer(DialbackResult.Valid, null, null) };
        if (Take($"{where}key unanswered")) return report with { Problem = new StreamProblem(StreamProblemKind.TimedOut, StreamStage.CallingBack, "No answer.") };
        foreach (var condition in (string[])["remote-server-not-found", "remote-connection-failed", "policy-violation", "internal-server-error"])
            if (Take($"{where}key: {condition}")) return report with { Dialback = new DialbackAnswer(DialbackResult.Error, condition, null) };
        return Take($"{where}key: stream error host-unknown") ? report with { Problem = new StreamProblem(StreamProblemKind.StreamError, StreamStage.CallingBack, "No.") { Condition = "host-unknown" } } : null;
    }

    private DoorSighting Door(StreamReport report)
    {
        if (report.Certificate is null) return new DoorSighting(Address, report, [], null, NamesDomain: false);
        var namesDomain = !Take("wrong name");
        var end = Take("expired") ? Now.AddDays(-1) : Take("ends soon") ? Now.AddDays(10) : Now.AddDays(90);
        ImmutableArray<string> usages = Take("serverAuth only") ? [UsageNames.ServerAuth] : [UsageNames.ClientAuth, UsageNames.ServerAuth];
        var installed = new InstalledCertificate(report.Certificate.Thumbprint, [namesDomain ? domain : "other.test"], usages, "RSA 2048", $"CN={domain}", "CN=Root", Now.AddDays(-1), end);
        return new DoorSighting(Address, report, [new ParsedCertificate([1], installed.Thumbprint, "", installed, IsAuthority: false)], Take("untrusted") ? "it ends at CN=Root" : null, namesDomain);
    }

    private StreamReport Secured(StreamReport report, ImmutableArray<string> mechanisms, bool dialback) =>
        Certified(report) with { SecuredFeatures = new StreamFeatures(StartTlsOffer.None, mechanisms, dialback, false, []) };

    private StreamReport Certified(StreamReport report) =>
        report with { Certificate = new PresentedCertificate([1], Take("another certificate") ? "0C" : thumbprint, 1, SslProtocols.Tls13, "") };

    private StreamReport Start(bool directTls = false) => new(new StreamTarget(new StreamEndpoint("192.0.2.1", 5269), domain, "contoso.test", directTls));

    private StreamReport Problem(StreamProblemKind kind, StreamStage stage, string? condition = null) =>
        Start() with { Problem = new StreamProblem(kind, stage, $"192.0.2.1:5269 had the trouble {kind}.") { Condition = condition } };

    private ServiceSighting Service(LookupOutcome outcome, params ImmutableArray<TargetSighting> targets) => new($"_xmpp-server._tcp.{domain}", DirectTls: false, outcome, targets, IsFallback: false);

    private TargetSighting Target(LookupOutcome outcome, TargetFinding finding) => new(new SrvTarget(0, 0, 5269, $"xmpp.{domain}"), outcome, finding, []);

    private TargetSighting Target(DoorSighting door) => new(new SrvTarget(0, 0, 5269, $"xmpp.{domain}"), LookupOutcome.Found, TargetFinding.None, [door]);

    private bool Take(string word) => left.Remove(word);
}
