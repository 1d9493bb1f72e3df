using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>Against real Prosody on both sides, which find each other by a real BIND.</summary>
public sealed class LiveVerifierTests : IAsyncLifetime
{
    private readonly ServerFolder folder = new();
    private NamedServer dns = null!;
    private ProsodyServer ours = null!, theirs = null!;
    private Pair ourPair = null!;
    private VerifySettings settings = null!;

    public async ValueTask InitializeAsync()
    {
        var authority = Pair.Authority();
        var roots = folder.Write("roots.pem", authority.Certificate.ToPem());
        ourPair = Pair.Issue(authority, ["contoso.test"]);
        dns = await NamedServer.StartAsync(new DnsZone("test", "local A 127.0.0.1"));
        ours = await ProsodyServer.StartAsync(new XmppServerSettings { Hosts = [ourPair.ToHost("contoso.test", folder)], Trust = roots, Resolver = dns });
        theirs = await ProsodyServer.StartAsync(new XmppServerSettings { Hosts = [Pair.Issue(authority, ["fabrikam.test"]).ToHost("fabrikam.test", folder)], Trust = roots, Resolver = dns });
        await dns.UpdateAsync($"update add _xmpp-server._tcp.contoso.test. 5 SRV 0 0 {ours.StartTls.Port} local.test.", $"update add _xmpp-server._tcp.fabrikam.test. 5 SRV 0 0 {theirs.StartTls.Port} local.test.");
        settings = new VerifySettings { Resolver = dns.Endpoint, TrustRoots = [authority.Certificate], Limits = Streams.Probe.Patient };
    }

    public async ValueTask DisposeAsync()
    {
        await ours.DisposeAsync();
        await theirs.DisposeAsync();
        await dns.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("sasl-over-tls", AuthenticationMethods.SaslOverTls)]
    [InlineData("tls-dialback", AuthenticationMethods.TlsDialback)]
    public async Task Whatever_is_proved_works_both_ways(string preset, AuthenticationMethods method)
    {
        var verdict = await VerifyAsync(preset, settings with { Identity = ourPair.ToIdentity() });

        Assert.True(verdict.Kind == VerdictKind.Works, Show(verdict));
        Assert.Equal((method, method), (verdict.Outgoing.Method, verdict.Incoming!.Method));
    }

    private async Task<PeerVerdict> VerifyAsync(string preset, VerifySettings with)
    {
        var peer = new VerifyPeer("fabrikam.test", IsOurs: false, "fabrikam.test", Negotiation.Presets.Single(known => known.Name == preset).Negotiation);
        return Assert.Single(await new Verifier(with, TimeProvider.System).RunAsync([peer], ["contoso.test"], null, TestContext.Current.CancellationToken));
    }

    internal static string Show(PeerVerdict verdict) => string.Join('\n', [$"{verdict.Kind}",
        .. new[] { verdict.Outgoing, verdict.Incoming }.OfType<DirectionVerdict>().SelectMany(direction => direction.Findings.Select(finding => $"{direction.Kind} {direction.Method} {finding}")),
        .. verdict.Also.Select(finding => $"also {finding}")]);
}
