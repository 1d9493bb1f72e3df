using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests;

/// <summary>What is exported plans to nothing: the real engine on real files.</summary>
public sealed class ExportRoundTripSpecs : IDisposable
{
    private const string LocalOnly = "apiVersion: xmppstate/v1\n\nproviders:\n  gateway:\n    type: local\n    path: ./live\n";

    private static readonly TimeProvider Clock = new FixedClock(Plans.Now);

    private readonly Sandbox sandbox = Sandbox.Empty();

    public static TheoryData<string> Corpus => [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests/XmppDesiredState.Providers.Tests/ZoneFile/Corpus"), "*.zone").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("gateway")]
    [InlineData("dns")]
    public async Task I_can_export_the_quickstart_after_an_apply(string provider)
    {
        using var quickstart = Sandbox.Of("quickstart");
        Assert.Equal(0, (await Run.Of(null, ["apply", "--auto-approve"], folder: quickstart.Folder)).Code);

        var export = await Run.Of(null, ["export", "--provider", provider], folder: quickstart.Folder, clock: Clock);

        Assert.Equal(0, export.Code);
        Golden.Matches($"export-{provider}.yaml", export.Out);
        Golden.Matches($"export-{provider}.txt", export.Error);
        Directory.Delete(quickstart.PathOf(".xmppstate"), recursive: true);
        quickstart.Write("exported.yaml", export.Out);
        await PlansNothingAsync(quickstart, "exported.yaml");
    }

    [Fact]
    public async Task I_can_split_an_export_into_a_folder_and_lose_nothing()
    {
        sandbox.Write("providers.yaml", "apiVersion: xmppstate/v1\nkind: connections\nproviders:\n  gateway: { type: local, path: ./live }\n");
        sandbox.Write("live/partner/a.example.yaml", "type: Federated\nnegotiation: tls-dialback\n");

        var export = await Run.Of(null, ["export", "-f", "providers.yaml", "--provider", "gateway", "--split", "out"], folder: sandbox.Folder);

        Assert.Equal((0, "wrote out/providers.yaml\nwrote out/edge-access.yaml\nwrote out/access-policies.yaml\nwrote out/gateway-settings.yaml\nwrote out/partners.yaml\n"), (export.Code, export.Out));
        Assert.Contains("path: \"../live\"\n", sandbox.Read("out/providers.yaml"), StringComparison.Ordinal);
        await PlansNothingAsync(sandbox, "out");

        sandbox.Write("live/partner/b.example.yaml", "type: Federated\n");
        var before = sandbox.Snapshot("out");
        var again = await Run.Of(null, ["export", "-f", "providers.yaml", "--provider", "gateway", "--split", "out"], folder: sandbox.Folder);
        Assert.Equal((1, ""), (again.Code, again.Out));
        Assert.Contains("XDS7006", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, sandbox.Snapshot("out"));
    }

    [Fact]
    public async Task I_can_begin_with_what_is_live()
    {
        sandbox.Write("providers.yaml", "apiVersion: xmppstate/v1\nkind: connections\nproviders:\n  gateway: { type: local, path: ./live }\n");
        sandbox.Write("live/partner/a.example.yaml", "type: Federated\nnegotiation: tls-dialback\n");

        var init = await Run.Of(null, ["init", "federation", "--from", "gateway", "-f", "providers.yaml"], folder: sandbox.Folder);

        Assert.Equal(0, init.Code);
        Assert.EndsWith("wrote federation/.gitignore\n\nNext, to see that it says what is live (\"No changes.\"), before you change a line of it:\n  xmppstate plan -f federation\n", init.Out, StringComparison.Ordinal);
        Assert.Contains("domain: a.example", sandbox.Read("federation/partners.yaml"), StringComparison.Ordinal);
        await PlansNothingAsync(sandbox, "federation");
    }

    [Fact]
    public async Task I_can_start_from_nothing_though_the_environment_names_a_file()
    {
        var init = await Run.Of(null, ["init", "federation"], variables => variables["XMPPSTATE_FILE"] = "elsewhere", folder: sandbox.Folder);

        Assert.Equal(0, init.Code);
        Assert.True(sandbox.Has("federation/desired.yaml"));
    }

    [Theory]
    [InlineData("init federation --from local -f providers.yaml", 1, "local is a type of provider: declare one of it under providers")]
    [InlineData("init federation --from gatway -f providers.yaml", 1, "Did you mean gateway?")]
    [InlineData("init federation -f providers.yaml", 64, "only with --from NAME")]
    public async Task I_am_told_what_a_start_from_a_live_system_needs(string line, int code, string told)
    {
        sandbox.Write("providers.yaml", "apiVersion: xmppstate/v1\nkind: connections\nproviders:\n  gateway: { type: local, path: ./live }\n");

        var init = await Run.Of(null, line.Split(' '), folder: sandbox.Folder);

        Assert.Equal((code, ""), (init.Code, init.Out));
        Assert.Contains(told, init.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sandbox.PathOf("federation")));
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task I_can_export_a_zone_that_nobody_here_wrote(string file)
    {
        foreach (var part in Directory.GetFiles(Path.Combine(Repository.Root, "tests/XmppDesiredState.Providers.Tests/ZoneFile/Corpus"), "*", SearchOption.AllDirectories))
            sandbox.Write(Path.GetRelativePath(Path.Combine(Repository.Root, "tests/XmppDesiredState.Providers.Tests/ZoneFile/Corpus"), part), await File.ReadAllBytesAsync(part));
        sandbox.Write("zone.yaml", $"apiVersion: xmppstate/v1\nproviders:\n  dns: {{ type: zone-file, zones: {{ example.test: {file} }} }}\n");

        var text = await ExportAsync("zone.yaml", "dns");

        Assert.Contains("domain: example.test\n", text, StringComparison.Ordinal);
        sandbox.Write("exported.yaml", text);
        await PlansNothingAsync(sandbox, "exported.yaml");
    }

    [Theory]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#a")]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("default")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("-1")]
    [InlineData("010")]
    [InlineData("1e3")]
    [InlineData("5m")]
    [InlineData("2026-11-24")]
    [InlineData("  leading and trailing  ")]
    [InlineData("one\ntwo\n")]
    [InlineData("\ttab\r\n")]
    [InlineData("\"quoted\" \\ 'single'")]
    [InlineData("Grüße, 漢字 😀")]
    [InlineData("line\u2028separator")]
    [InlineData("${env}")]
    [InlineData("a$${b}$")]
    [InlineData("- [x], {y}: &z *w !v |u >t %s @r `q")]
    [InlineData("---")]
    [InlineData("...")]
    public async Task I_keep_a_text_that_needs_quoting(string description)
    {
        sandbox.Write("gateway.yaml", LocalOnly);
        sandbox.Write("live/partner/a.example.yaml", new YamlWriter().Entry("type", "Federated").Entry("description", description).ToString());

        sandbox.Write("exported.yaml", await ExportAsync("gateway.yaml", "gateway"));
        await PlansNothingAsync(sandbox, "exported.yaml");

        Directory.Delete(sandbox.PathOf("live"), recursive: true);
        Assert.Equal(0, (await Run.Of(null, ["apply", "--auto-approve", "-f", "exported.yaml"], folder: sandbox.Folder)).Code);
        var live = YamlValues.ToValue(YamlTree.Parse(sandbox.Read("live/partner/a.example.yaml"), "", YamlLimits.Default, [])!);
        Assert.Equal(description, ((Values.Value.Text)((Values.Value.Map)live).Items["description"]).Content);
    }

    [Fact]
    public async Task I_get_an_acceptance_where_the_live_system_breaks_a_rule_that_can_be_accepted()
    {
        sandbox.Write("gateway.yaml", LocalOnly);
        sandbox.Write("live/partner/old.example.yaml", "type: Federated\nnegotiation: { tls: NotSupported, sasl: Optional, dialback: true }\n");

        var export = await Run.Of(null, ["export", "-f", "gateway.yaml", "--provider", "gateway"], folder: sandbox.Folder, clock: Clock);

        Assert.Equal(0, export.Code);
        Assert.Contains("      accept:\n        - code: XDS2103\n          reason: as exported on 2026-11-23\n        - code: XDS2107\n          reason: as exported on 2026-11-23\n", export.Out, StringComparison.Ordinal);
        Assert.Contains("XDS2107 is accepted as exported at 1 resource, the first partner/old.example", export.Error, StringComparison.Ordinal);
        sandbox.Write("exported.yaml", export.Out);
        Assert.Equal(0, (await Run.Of(null, ["validate", "-f", "exported.yaml"], folder: sandbox.Folder)).Code);
        await PlansNothingAsync(sandbox, "exported.yaml");
    }

    [Fact]
    public async Task I_get_the_whole_file_and_exit_code_1_where_the_live_system_breaks_a_rule_that_cannot_be_accepted()
    {
        sandbox.Write("gateway.yaml", LocalOnly);
        sandbox.Write("live/partner/a.example.yaml", "type: Federated\nadditionalDomains: [c.example]\n");
        sandbox.Write("live/partner/b.example.yaml", "type: Federated\nadditionalDomains: [c.example]\n");

        var export = await Run.Of(null, ["export", "-f", "gateway.yaml", "--provider", "gateway"], folder: sandbox.Folder);

        Assert.Equal(1, export.Code);
        Assert.Contains("domain: a.example", export.Out, StringComparison.Ordinal);
        Assert.Contains("domain: b.example", export.Out, StringComparison.Ordinal);
        Assert.Contains("error[XDS2105]", export.Error, StringComparison.Ordinal);
        sandbox.Write("exported.yaml", export.Out);
        Assert.Equal(1, (await Run.Of(null, ["validate", "-f", "exported.yaml"], folder: sandbox.Folder)).Code);
    }

    [Fact]
    public async Task I_get_nothing_where_one_kind_cannot_be_read()
    {
        sandbox.Write("gateway.yaml", LocalOnly);
        sandbox.Write("live/partner/a.example.yaml", "type: Federated\n");
        sandbox.Write("live/access-policy/global.yaml", "enableXmppAccess: maybe\n");

        foreach (var args in (string[][])[[], ["--split", "out"]])
        {
            var export = await Run.Of(null, ["export", "-f", "gateway.yaml", "--provider", "gateway", .. args], folder: sandbox.Folder);
            Assert.Equal((1, ""), (export.Code, export.Out));
            Assert.Contains("error[XDS91", export.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(sandbox.PathOf("out")));
    }

    [Fact]
    public async Task I_hear_of_what_no_file_can_declare_and_it_is_left_alone()
    {
        sandbox.Write("zone.yaml", "apiVersion: xmppstate/v1\nproviders:\n  dns: { type: zone-file, zones: { example.test: zone } }\n");
        sandbox.Write("zone", "$TTL 300\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n_xmpp-server._tcp SRV 0 0 5269 one_two\n_xmpp-server._tcp.ok SRV 0 0 5269 ns\n_xmpp-server._tcp.one_two SRV 0 0 5269 ns\n");

        var export = await Run.Of(null, ["export", "-f", "zone.yaml", "--provider", "dns"], folder: sandbox.Folder);

        Assert.Equal(0, export.Code);
        Assert.Contains("warning[XDS7014]: srv-record/_xmpp-server._tcp.example.test cannot be declared whole: its targets ", export.Error, StringComparison.Ordinal);
        Assert.Contains("warning[XDS7014]: srv-record/_xmpp-server._tcp.one_two.example.test cannot be declared: it has a name that no state file can give it.", export.Error, StringComparison.Ordinal);
        Assert.Contains("- address: srv-record/_xmpp-server._tcp.example.test@dns\n", export.Out, StringComparison.Ordinal);
        Assert.Contains("domain: ok.example.test\n", export.Out, StringComparison.Ordinal);
        sandbox.Write("exported.yaml", export.Out);
        await PlansNothingAsync(sandbox, "exported.yaml");
    }

    [Fact]
    public async Task I_am_told_what_cannot_be_exported()
    {
        sandbox.Write("all.yaml", "apiVersion: xmppstate/v1\nproviders:\n  files: { type: pem-files, path: ./certificates }\n  dns: { type: zone-file, zones: { example.test: zone } }\n");

        var unknown = await Run.Of(null, ["export", "-f", "all.yaml", "--provider", "dnss"], folder: sandbox.Folder);
        var nothing = await Run.Of(null, ["export", "-f", "all.yaml", "--provider", "files"], folder: sandbox.Folder);

        Assert.Equal((1, "", 1, ""), (unknown.Code, unknown.Out, nothing.Code, nothing.Out));
        Assert.Contains("Did you mean dns? Declared are dns, files.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("error[XDS7012]", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_keep_paths_and_references_that_lead_to_the_same_place()
    {
        sandbox.Write("sub/zones.yaml", "apiVersion: xmppstate/v1\nproviders:\n  dns: { type: zone-file, zones: { example.test: \"../z${x}/zone\" }, check: off }\nvariables:\n  x: { type: string, default: ones }\n");
        sandbox.Write("zones/zone", "$TTL 300\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n_xmpps-server._tcp SRV 1 2 5223 ns\n");

        var text = await ExportAsync("sub/zones.yaml", "dns");

        Assert.Contains("      example.test: zones/zone\n", text, StringComparison.Ordinal);
        Assert.Contains("service: xmpps-server\n", text, StringComparison.Ordinal);
        sandbox.Write("exported.yaml", text);
        await PlansNothingAsync(sandbox, "exported.yaml");
    }

    public void Dispose() => sandbox.Dispose();

    private async Task<string> ExportAsync(string file, string provider)
    {
        var export = await Run.Of(null, ["export", "-f", file, "--provider", provider], folder: sandbox.Folder);
        Assert.True(export.Code == 0, export.Error);
        return export.Out;
    }

    private static async Task PlansNothingAsync(Sandbox sandbox, string path)
    {
        var form = await Run.Of(null, ["fmt", "--check", path], folder: sandbox.Folder);
        Assert.True(form.Code == 0, form.Error + form.Out + (Directory.Exists(sandbox.PathOf(path)) ? "" : sandbox.Read(path)));
        var plan = await Run.Of(null, ["plan", "--detailed-exitcode", "-f", path], folder: sandbox.Folder);
        Assert.True(plan.Code == 0, plan.Error + plan.Out);
        Assert.Contains("No changes.", plan.Out, StringComparison.Ordinal);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
