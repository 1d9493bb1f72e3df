using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Over real files: what is on a sheet is what they say to partners, and nothing else.</summary>
public sealed class PartnerSheetSpecs : IDisposable
{
    // Everything in here that a partner must not read is called canary, or is an address or name that only our network knows.
    private const string State = """
        apiVersion: xmppstate/v1
        name: canary-deployment
        gateway:
          domains: [contoso.com, contoso.de]
          edge: access.contoso.com
          addresses: { inbound: [203.0.113.10, 10.9.8.7], outbound: [203.0.113.11, "fd00::9:8"] }
          contact: { name: UC team, mail: uc@contoso.com }
        providers:
          canary-gateway: { type: local, path: ./canary-live }
          canary-dns: { type: zone-file, zones: { contoso.com: ./canary.zone } }
          canary-files: { type: pem-files, path: ./canary-certificates }
          canary-ca: { type: private-ca, path: ./canary-ca, create: true, lifetime: 90d }
        edgeAccess: { provider: canary-gateway, allowFederatedUsers: true }
        accessPolicies:
          provider: canary-gateway
          list:
            - { identity: "tag:canary-policy", enableFederationAccess: true, enableXmppAccess: true }
        partners:
          provider: canary-gateway
          list:
            - domain: fabrikam.com
              type: Federated
              description: canary-description
              additionalDomains: [it.fabrikam.com]
              negotiation: sasl-over-tls
              connectionLimit: 4711
              proxy: canary-proxy.contoso.com
            - { domain: silent.example, type: PublicUnverified }
            - { domain: canary-other.example, type: Federated, negotiation: tls-dialback }
            - domain: clear.example
              type: PublicUnverified
              negotiation: tcp-dialback
              accept: [{ code: XDS2107, reason: canary-reason, until: 2027-03-31 }]
        certificates:
          provider: canary-files
          list:
            - name: canary-certificate
              names: { derive: xmpp, additional: [canary-host.contoso.com] }
              extendedKeyUsage: { require: [serverAuth, clientAuth] }
              issuer: canary-ca
              restart: [canary-service]
        srvRecords:
          provider: canary-dns
          list:
            - domain: contoso.com
              targets:
                - { target: access.contoso.com, priority: 0 }
                - { target: canary-inside.local, priority: 10 }
            - { domain: contoso.com, service: xmpps-server, targets: [{ target: access.contoso.com, port: 5270 }] }
        services:
          list:
            - { name: canary-service, provider: canary-gateway, members: [canary-member.contoso.com], restart: rolling, accept: [{ code: XDS2501, reason: canary-reason }] }
        """;

    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task I_can_mail_a_partner_what_to_configure() => Golden.Matches("partner-sheet.txt", (await RunAsync("fabrikam.com")).Ended(0).Out);

    [Fact]
    public async Task I_can_put_it_into_a_wiki() => Golden.Matches("partner-sheet.md", (await RunAsync("it.fabrikam.com", "--format", "markdown")).Ended(0).Out);

    [Fact]
    public async Task I_can_propose_to_a_domain_that_nobody_has_declared() =>
        Golden.Matches("partner-sheet-undeclared.txt", (await RunAsync("Stranger.example")).Ended(0).Out);

    [Theory]
    [InlineData("fabrikam.com", "text")]
    [InlineData("fabrikam.com", "markdown")]
    [InlineData("stranger.example", "text")]
    [InlineData("clear.example", "markdown")]
    public async Task Nothing_internal_is_on_a_sheet(string domain, string format)
    {
        var run = (await RunAsync(domain, "--format", format)).Ended(0);

        foreach (var never in (string[])["canary", "10.9.8", "fd00", "4711", ".local", "local", "private-ca", sandbox.Folder, Path.GetFileName(sandbox.Folder), "XDS"])
            Assert.DoesNotContain(never, run.Out, StringComparison.OrdinalIgnoreCase);
        foreach (var kept in (string[])["XDS7024", "10.9.8.7", "canary-inside.local"]) Assert.Contains(kept, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_made_from_the_files_alone_and_leaves_nothing_behind()
    {
        await RunAsync("fabrikam.com");
        Assert.Equal(["desired.yaml"], sandbox.Snapshot().Keys);
        sandbox.Write("clash/desired.yaml", State.Replace("domain: fabrikam.com", "domain: fabrikam.com\n      typo: 1", StringComparison.Ordinal));
        (await RunAsync("fabrikam.com", "-f", "clash")).Ended(1).Says("typo");
    }

    [Fact]
    public async Task A_sheet_says_of_each_method_what_it_asks_for()
    {
        (await RunAsync("fabrikam.com")).Says("SASL EXTERNAL with certificates (XEP-0178) is required").Says("dialback (XEP-0220) is not accepted").Says("STARTTLS is required").Never("Yours is used for encryption only");
        (await RunAsync("canary-other.example")).Says("SASL EXTERNAL (XEP-0178) is not used").Says("dialback (XEP-0220) is accepted after TLS").Says("Yours is used for encryption only");
        (await RunAsync("clear.example")).Says("Our side does not use TLS with you").Never("openssl").Says("dialback (XEP-0220) is accepted:");
    }

    [Fact]
    public async Task I_am_told_that_a_negotiation_is_presumed()
    {
        (await RunAsync("silent.example")).Ended(0).Says("XDS7025").Says("sasl-or-tls-dialback");
        (await RunAsync("fabrikam.com")).Ended(0).Never("XDS7025");
        (await RunAsync("stranger.example")).Ended(0).Never("XDS7025").Says("this is what we propose");
    }

    [Theory]
    [InlineData("contoso.de", 1, "XDS7023")]
    [InlineData("fabrikam", 64, "not a domain name")]
    [InlineData("", 64, "DOMAIN")]
    [InlineData("fabrikam.com --format json", 64, "not a format")]
    public async Task I_am_told_what_is_wrong_with_my_command(string line, int code, string told)
    {
        var run = (await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Ended(code).Says(told);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task I_am_told_that_a_domain_of_ours_is_missing()
    {
        sandbox.Write("desired.yaml", "apiVersion: xmppstate/v1\nproviders:\n  gateway: { type: local, path: live }\n");
        (await Run.Of(null, ["partner-sheet", "fabrikam.com"], folder: sandbox.Folder)).Ended(1).Says("XDS7019");
    }

    [Theory]
    [InlineData("203.0.113.10", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    public void Only_addresses_that_the_world_can_use_are_public(string text, bool isPublic) => Assert.Equal(isPublic, PublicName.IsPublicAddress(text));

    [Theory]
    [InlineData("access.contoso.com", true)]
    [InlineData("203.0.113.10", true)]
    [InlineData(".", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("edge1", false)]
    [InlineData("edge1.contoso.LOCAL", false)]
    [InlineData("edge.home.arpa", false)]
    public void Only_hosts_that_the_world_can_use_are_public(string name, bool isPublic) => Assert.Equal(isPublic, PublicName.IsPublicHost(name));

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(params string[] args)
    {
        sandbox.Write("desired.yaml", State);
        return Run.Of(null, ["partner-sheet", .. args], folder: sandbox.Folder, clock: new SettableClock(Verdicts.Now));
    }
}
