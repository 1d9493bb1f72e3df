using System.Diagnostics;
using System.Globalization;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Local;

public sealed class LocalProviderTests : IDisposable
{
    private static readonly ResourceId Fabrikam = new(Partner.Kind, "fabrikam.com");
    private static readonly ResourceId Edge = new(Service.Kind, "edge");
    private static readonly Value.Secret Passphrase = new(new SecretReference(SecretSource.Environment, ["DIALBACK"]));

    private readonly LiveFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Observing_a_partner_written_by_hand_fills_in_the_documented_defaults()
    {
        folder.Write("partner/fabrikam.com.yaml", "connectionLimit: 7\n# by hand\ntype: Federated\n");

        var seen = (await folder.FindAsync(Fabrikam)).Resource;

        Assert.Equal(PartnerType.Federated, seen.Get(Partner.Type));
        Assert.Equal(new Negotiation(NegotiationLevel.Required, NegotiationLevel.Required, true), seen.Get(Partner.Negotiation));
        Assert.True(seen.Get(Partner.KeepAlive));
        Assert.IsType<Value.Cleared>(seen[Partner.Proxy]);
    }

    [Fact]
    public async Task Observing_without_files_reports_what_is_fixed()
    {
        var settings = (await folder.FindAsync(GatewaySettings.Id)).Resource;

        Assert.Equal(1000, settings.Get(GatewaySettings.ConnectionLimit));
        Assert.Equal(TimeSpan.FromHours(8), settings.Get(GatewaySettings.SubscriptionRefreshInterval));
        Assert.Null(settings[GatewaySettings.DialbackPassphrase]);
        Assert.False((await folder.FindAsync(EdgeAccess.Id)).Resource.Get(EdgeAccess.AllowFederatedUsers));
        Assert.Single((await folder.ObserveAsync(AccessPolicy.Kind)).Resources);
        Assert.Empty((await folder.ObserveAsync(Partner.Kind)).Resources);
        Assert.IsType<Value.Cleared>((await folder.FindAsync(Edge)).Resource[Service.Loaded]);
        Assert.False(Directory.Exists(folder.Path));
    }

    [Theory]
    [InlineData("fabrikam.com.yaml", "type: Federated\ntype: Federated\n", "XDS9101", 2)]
    [InlineData("fabrikam.com.yaml", "kind: Federated\n", "XDS9101", 1)]
    [InlineData("fabrikam.com.yaml", "\nconnectionLimit: many\n", "XDS9101", 2)]
    [InlineData("fabrikam.com.yaml", "keepAlive: default\n", "XDS9101", 1)]
    [InlineData("fabrikam.com.yaml", "- a\n", "XDS9101", 1)]
    [InlineData("Fabrikam.com.yaml", "type: Federated\n", "XDS9103", 1)]
    [InlineData("%zz.yaml", "type: Federated\n", "XDS9103", 1)]
    [InlineData("not a domain.yaml", "type: Federated\n", "XDS9103", 1)]
    public async Task Observing_one_unclear_file_makes_the_kind_unknown(string file, string text, string code, int line)
    {
        folder.Write("partner/good.example.yaml", "type: Federated\n");
        folder.Write($"partner/{file}", text);

        var problem = await Assert.ThrowsAsync<ProviderException>(() => folder.ObserveAsync(Partner.Kind));

        Assert.Equal(code, problem.Diagnostic.Code);
        Assert.Equal(line, problem.Diagnostic.Where!.Line);
        Assert.EndsWith($"partner/{file}", problem.Diagnostic.Where.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observing_a_path_that_is_a_file_is_an_error()
    {
        File.WriteAllText(folder.Path, "");

        Assert.Equal("XDS9102", (await Assert.ThrowsAsync<ProviderException>(() => folder.ObserveAsync(Partner.Kind))).Diagnostic.Code);
    }

    [Fact]
    public async Task Observing_passes_over_what_is_no_live_file()
    {
        folder.Write("partner/fabrikam.com.yaml.7.xmppstate-tmp", "half");
        folder.Write("partner/.DS_Store", "");
        folder.Write("partner/fabrikam.com.yml", "type: Federated\n");

        var seen = await folder.ObserveAsync(Partner.Kind);

        Assert.Empty(seen.Resources);
        Assert.Equal("XDS9110", Assert.Single(seen.Notes).Code);
    }

    [Fact]
    public async Task Executing_a_create_writes_a_file_people_can_read()
    {
        var partner = new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated).With(Partner.Description, "Fabrikam: joint venture")
            .With(Partner.AdditionalDomains, ["sales.fabrikam.com"]).With(Partner.Negotiation, Negotiation.OnCreate);

        await folder.RunAsync(new Step(1, "live", Fabrikam, null, Operation.Create, null, partner));

        Assert.Equal("""
            type: Federated
            description: "Fabrikam: joint venture"
            additionalDomains:
              - sales.fabrikam.com
            negotiation: sasl-or-tls-dialback
            keepAlive: true

            """.ReplaceLineEndings("\n"), folder.Read("partner/fabrikam.com.yaml"));
    }

    [Fact]
    public async Task Executing_with_a_secret_writes_that_it_is_set_and_nothing_of_it()
    {
        var before = await folder.FindAsync(GatewaySettings.Id);
        var step = new Step(1, "live", GatewaySettings.Id, null, Operation.Update, before, new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, Passphrase));

        Assert.Equal(StepResult.Applied, (await folder.RunAsync(step, (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>("hunter2".AsMemory()))).Result);

        var text = folder.Read("gateway-settings/global.yaml");
        Assert.Contains("dialbackPassphrase: set\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Null((await folder.FindAsync(GatewaySettings.Id)).Resource[GatewaySettings.DialbackPassphrase]);
    }

    [Fact]
    public async Task Executing_with_an_empty_secret_writes_nothing()
    {
        var step = new Step(1, "live", GatewaySettings.Id, null, Operation.Update, await folder.FindAsync(GatewaySettings.Id), new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, Passphrase));

        var outcome = await folder.RunAsync(step, (_, _) => ValueTask.FromResult(ReadOnlyMemory<char>.Empty));

        Assert.Equal((StepResult.NotDone, "XDS9109"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.False(folder.Holds("gateway-settings/global.yaml"));
    }

    [Fact]
    public async Task Observing_a_secret_in_a_file_does_not_repeat_it()
    {
        folder.Write("gateway-settings/global.yaml", "dialbackPassphrase: hunter2\n");

        var problem = await Assert.ThrowsAsync<ProviderException>(() => folder.ObserveAsync(GatewaySettings.Kind));

        Assert.DoesNotContain("hunter2", $"{problem} {problem.Diagnostic}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executing_a_restart_records_thumbprint_time_and_reason()
    {
        var clock = new FixedClock(DateTimeOffset.Parse("2026-03-01T02:03:04Z", CultureInfo.InvariantCulture));
        folder.Write("service/edge.yaml", "members:\n  edge2: { loaded: \"0102\" }\n");
        var before = await folder.FindAsync(Edge);
        var after = new Resource(Edge).With(Service.Loaded, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("edge1", "AB12"));

        var outcome = await folder.RunAsync(new Step(1, "live", Edge, "edge1", Operation.Restart, before, after), clock: clock);

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.Contains("  edge1:\n    loaded: AB12\n    at: \"2026-03-01T02:03:04Z\"\n    reason: restarted to load its certificate\n", folder.Read("service/edge.yaml"), StringComparison.Ordinal);
        Assert.Equal(["AB12", "0102"], (await folder.FindAsync(Edge)).Resource.Get(Service.Loaded)!.Values);
        Assert.Equal(StepResult.Conflict, (await folder.RunAsync(new Step(1, "live", Edge, "edge2", Operation.Restart, new ObservedResource(new Resource(Edge), ""), after.With(Service.Loaded, after.Get(Service.Loaded)!.Add("edge2", "AB12"))))).Result);
    }

    [Fact]
    public async Task Executing_keeps_apart_policies_that_differ_only_in_case()
    {
        foreach (var name in new[] { "tag:Sales", "tag:sales", "tag:SALES" })
            Assert.Equal(StepResult.Applied, (await folder.RunAsync(new Step(1, "live", new ResourceId(AccessPolicy.Kind, name), null, Operation.Create, null, new Resource(new ResourceId(AccessPolicy.Kind, name))))).Result);

        Assert.Equal(4, (await folder.ObserveAsync(AccessPolicy.Kind)).Resources.Length);
        var files = Directory.GetFiles(Path.Combine(folder.Path, "access-policy")).Select(path => Path.GetFileName(path).ToUpperInvariant());
        Assert.Equal(3, files.Distinct().Count());
        Assert.True(folder.Holds("access-policy/tag%3ASales.yaml"));
    }

    [Fact]
    public async Task Observing_10000_partners_takes_no_noticeable_time()
    {
        for (var number = 0; number < 10_000; number++) folder.Write($"partner/p{number}.example.yaml", "type: Federated\nkeepAlive: true\nnegotiation: tls-dialback\n");
        var watch = Stopwatch.StartNew();

        Assert.Equal(10_000, (await folder.ObserveAsync(Partner.Kind)).Resources.Length);

        // A safety bound for a busy machine; the benchmarks hold the figure.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
