using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Has verify look at every row.</summary>
internal static class Look
{
    // What answers does so in a fraction of a second where the machine has time; that somebody stays silent costs all of it.
    private static readonly StreamLimits Limits = StreamLimits.Default with { Stage = TimeSpan.FromSeconds(8), Total = TimeSpan.FromSeconds(15) };

    public static async Task<ImmutableDictionary<VerdictRow, PeerVerdict>> FromAsync(FederationScene scene, Standpoint standpoint, IReadOnlyDictionary<VerdictRow, RealFederation> truth)
    {
        var verdicts = await FromAsync(scene, standpoint, VerdictRow.Seen(standpoint));
        // The servers share the machine with whoever else is busy on it: who was too slow, and is not so by nature, is asked again when the others are done.
        for (var again = 0; again < 3; again++)
        {
            var late = verdicts.Where(pair => IsLate(pair.Key, pair.Value, truth[pair.Key])).Select(pair => pair.Key).ToArray();
            if (late.Length > 0) verdicts = verdicts.SetItems(await FromAsync(scene, standpoint, late));
        }

        return verdicts;
    }

    private static async Task<ImmutableDictionary<VerdictRow, PeerVerdict>> FromAsync(FederationScene scene, Standpoint standpoint, IEnumerable<VerdictRow> rows)
    {
        var verdicts = await Task.WhenAll(rows.GroupBy(row => row.Ours).Select(some => FromAsync(scene, standpoint, some.Key, [.. some])));
        return verdicts.SelectMany(some => some).ToImmutableDictionary();
    }

    private static bool IsLate(VerdictRow row, PeerVerdict verdict, RealFederation real) =>
        Doors.All(verdict.Seen).Any(door => (TimedOut(door.Report) && !row.Theirs.IsMute) || (TimedOut(door.External) && real.Outgoing == AuthenticationMethods.SaslOverTls)
            || ((TimedOut(door.Challenge) || TimedOut(door.InClear)) && (real.Outgoing ?? real.Incoming) is AuthenticationMethods.TlsDialback or AuthenticationMethods.TcpDialback))
        || verdict.Seen.Services.Any(service => service.Outcome == LookupOutcome.NoAnswer || service.Targets.Any(target => target.Outcome == LookupOutcome.NoAnswer))
        || (row.Ours.IsFindable && verdict.Incoming!.Findings.Any(finding => finding.Why.Descriptor == VerifyDiagnostics.OursUnseen));

    private static bool TimedOut(StreamReport? report) => report is { Problem.Kind: StreamProblemKind.TimedOut };

    private static async Task<IEnumerable<KeyValuePair<VerdictRow, PeerVerdict>>> FromAsync(FederationScene scene, Standpoint standpoint, OurDomain ours, ImmutableArray<VerdictRow> rows)
    {
        var (chain, key) = scene.Pairs[ours.Domain];
        using var leaf = X509Certificate2.CreateFromPemFile(chain, key);
        var settings = new VerifySettings
        {
            Resolver = scene.Resolver,
            TrustRoots = standpoint == Standpoint.WithoutRoots ? [] : CertificateFile.Read(await File.ReadAllTextAsync(scene.RootFile)),
            Identity = standpoint is not (Standpoint.WithoutKey or Standpoint.LookOnly) ? new StreamIdentity(leaf, []) : null,
            LookOnly = standpoint == Standpoint.LookOnly,
            Limits = Limits,
            AtOnce = 32,
        };
        var peers = rows.Select(row => new VerifyPeer(row.Theirs.Domain, IsOurs: false, row.Theirs.Domain, standpoint == Standpoint.Undeclared ? null : ours.Declared));
        var verdicts = await new Verifier(settings, TimeProvider.System).RunAsync([.. peers], [ours.Domain], null, TestContext.Current.CancellationToken);
        return rows.Zip(verdicts, KeyValuePair.Create);
    }
}
