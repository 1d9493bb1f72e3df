using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Has verify look at every row.</summary>
internal static class Verdicts
{
    // What answers does so in a fraction of a second; that somebody stays silent costs the whole time. Not too many at once, as the servers share the machine.
    private static readonly StreamLimits Limits = StreamLimits.Default with { Stage = TimeSpan.FromSeconds(6), Total = TimeSpan.FromSeconds(10) };

    public static async Task<ImmutableDictionary<VerdictRow, PeerVerdict>> OfAsync(FederationScene scene, Standpoint standpoint)
    {
        var verdicts = await Task.WhenAll(VerdictRow.Seen(standpoint).GroupBy(row => row.Ours).Select(rows => OfAsync(scene, standpoint, rows.Key, [.. rows])));
        return verdicts.SelectMany(some => some).ToImmutableDictionary();
    }

    private static async Task<IEnumerable<KeyValuePair<VerdictRow, PeerVerdict>>> OfAsync(FederationScene scene, Standpoint standpoint, OurDomain ours, ImmutableArray<VerdictRow> rows)
    {
        var (chain, key) = scene.Pairs[ours.Domain];
        using var leaf = X509Certificate2.CreateFromPemFile(chain, key);
        var settings = new VerifySettings
        {
            Resolver = scene.Resolver,
            TrustRoots = standpoint == Standpoint.WithoutRoots ? [] : CertificateFile.Read(await File.ReadAllTextAsync(scene.RootFile)),
            Identity = standpoint is Standpoint.WithKey or Standpoint.WithoutRoots ? new StreamIdentity(leaf, []) : null,
            LookOnly = standpoint == Standpoint.LookOnly,
            Limits = Limits,
            AtOnce = 32,
        };
        var peers = rows.Select(row => new VerifyPeer(row.Theirs.Domain, IsOurs: false, row.Theirs.Domain, ours.Declared));
        var verdicts = await new Verifier(settings, TimeProvider.System).RunAsync([.. peers], [ours.Domain], null, TestContext.Current.CancellationToken);
        return rows.Zip(verdicts, KeyValuePair.Create);
    }
}
