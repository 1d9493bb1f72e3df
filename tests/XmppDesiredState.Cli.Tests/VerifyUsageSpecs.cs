using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests;

public sealed class VerifyUsageSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Empty();

    [Theory]
    [InlineData("--scope theirs", "theirs")]
    [InlineData("fabrikam.com --scope ours", "--scope says which domains where none is named")]
    [InlineData("fabrikam", "not a domain name")]
    [InlineData("*.fabrikam.com", "wildcard")]
    [InlineData("--certificate a.pem", "belong together")]
    [InlineData("--key a.key", "belong together")]
    [InlineData("--certificate a.pem --key a.key --look-only", "presents no certificate")]
    [InlineData("--resolver 192.0.2.53:99999", "not a host or address")]
    [InlineData("--resolver 300.1.1.1", "not a host or address")]
    [InlineData("--timeout 0s", "too short")]
    [InlineData("--timeout soon", "not a duration")]
    public async Task I_am_told_what_is_wrong_with_my_command(string line, string told)
    {
        var run = (await RunAsync(Verdicts.Engine(sandbox.Folder), line.Split(' '))).Ended(64).Says(told);
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("9.9.9.9", "9.9.9.9:53")]
    [InlineData("127.0.0.1:5353", "127.0.0.1:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    public async Task I_choose_the_resolver(string written, string asked)
    {
        var engine = Verdicts.Engine(sandbox.Folder);
        (await RunAsync(engine, "--resolver", written, "--timeout", "4s", "--look-only")).Ended(0);
        var settings = engine.Verified!.Value.Settings;
        Assert.Equal(IPEndPoint.Parse(asked), settings.Resolver);
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2), true), (settings.Limits.Total, settings.Limits.Stage, settings.LookOnly));
    }

    [Fact]
    public async Task I_am_told_of_a_resolver_that_has_no_address() =>
        (await RunAsync(Verdicts.Engine(sandbox.Folder), "--resolver", "resolver.invalid")).Ended(1).Says("XDS7022");

    [Fact]
    public async Task I_give_roots_and_our_certificate_with_its_key()
    {
        var ca = Authority();
        var (leaf, key) = Leaf(ca);
        sandbox.Write("roots.pem", ca.Certificate.ToPem());
        sandbox.Write("chain.pem", leaf.ToPem() + ca.Certificate.ToPem());
        sandbox.Write("key.pem", key.ToPem());
        var engine = Verdicts.Engine(sandbox.Folder);

        (await RunAsync(engine, "--trust", "roots.pem", "--certificate", "chain.pem", "--key", "key.pem")).Ended(0);

        var settings = engine.Verified!.Value.Settings;
        Assert.Equal([ca.Certificate], settings.TrustRoots);
        Assert.True(settings.Identity!.Leaf.HasPrivateKey);
        Assert.Equal(leaf.Thumbprint, settings.Identity.Leaf.Thumbprint);
        Assert.Empty(settings.Identity.Issuers);
    }

    [Fact]
    public async Task Nothing_of_a_key_that_cannot_be_used_is_ever_said()
    {
        var ca = Authority();
        var (leaf, key) = Leaf(ca);
        var other = KeyPair.Create(KeyAlgorithm.Ecdsa, 256).ToPem();
        sandbox.Write("leaf.pem", leaf.ToPem());
        sandbox.Write("other.key", other);
        sandbox.Write("encrypted.key", key.ToEncryptedPem("canary-password"));
        sandbox.Write("large.key", new string('k', 100_000));
        sandbox.Write("empty.pem", "-----BEGIN NOTHING-----\n");

        foreach (var (arguments, code) in new (string[], string)[]
        {
            (["--certificate", "leaf.pem", "--key", "other.key"], "XDS7021"), (["--certificate", "leaf.pem", "--key", "encrypted.key"], "XDS7021"), (["--certificate", "leaf.pem", "--key", "large.key"], "XDS7001"),
            (["--certificate", "leaf.pem", "--key", "missing.key"], "XDS7001"), (["--certificate", "empty.pem", "--key", "other.key"], "XDS7020"), (["--trust", "empty.pem"], "XDS7020"), (["--trust", "missing.pem"], "XDS7001"),
        })
        {
            var run = (await RunAsync(Verdicts.Engine(sandbox.Folder), [.. arguments, "--log-level", "debug"])).Ended(1).Says(code).Never("kkkk");
            foreach (var line in other.Split('\n').Where(line => line.Length > 20 && !line.StartsWith('-'))) run.Never(line);
        }
    }

    [Fact]
    public async Task I_am_told_that_a_domain_of_ours_is_missing() =>
        (await RunAsync(new FakeEngine { Desired = new DesiredState(), RootFolder = sandbox.Folder })).Ended(1).Says("XDS7019");

    [Fact]
    public async Task I_am_told_that_there_is_no_state_file_as_every_command_does()
    {
        var verify = (await Run.Of(null, ["verify", "fabrikam.com"], folder: sandbox.Folder)).Ended(1);
        Assert.Equal((await Run.Of(null, ["plan"], folder: sandbox.Folder)).Ended(1).Error, verify.Error);
    }

    [Fact]
    public async Task A_scope_of_the_environment_is_for_runs_that_name_no_domain()
    {
        var engine = Verdicts.Engine(sandbox.Folder);
        (await Run.Of(engine, ["verify", "fabrikam.com"], variables => variables["XMPPSTATE_SCOPE"] = "ours", folder: sandbox.Folder)).Ended(0);
        Assert.Equal("fabrikam.com", Assert.Single(engine.Verified!.Value.Peers).Domain);
        (await Run.Of(engine, ["verify"], variables => variables["XMPPSTATE_SCOPE"] = "ours", folder: sandbox.Folder)).Ended(0);
        Assert.Equal("contoso.com", Assert.Single(engine.Verified!.Value.Peers).Domain);
    }

    public void Dispose() => sandbox.Dispose();

    private static CertificateAuthority Authority() => CertificateAuthority.Create("Fixture root", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(30), DateTimeOffset.UtcNow);

    private static (ParsedCertificate Leaf, KeyPair Key) Leaf(CertificateAuthority ca)
    {
        var key = KeyPair.Create(KeyAlgorithm.Ecdsa, 256);
        var wanted = new WantedCertificate("edge", null, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, ["contoso.com"], KeyAlgorithm.Ecdsa, 256, false, ["serverAuth"], [], "");
        var pem = ca.Issue(SigningRequest.Read(SigningRequest.Create(key, wanted, []))!, ["contoso.com"], ["serverAuth"], TimeSpan.FromDays(9), DateTimeOffset.UtcNow);
        return (CertificateFile.Read(pem)[0], key);
    }

    private Task<Run> RunAsync(FakeEngine engine, params string[] args) => Run.Of(engine, ["verify", .. args], folder: sandbox.Folder);
}
