using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>One warm deployment for all: each test has partners and policies of its own.</summary>
public sealed class LyncProviderTests(LyncProviderTests.Fixture fixture) : IClassFixture<LyncProviderTests.Fixture>
{
    private IProvider Provider => fixture.Provider;

    private LyncWorld World => fixture.Bench.World;

    [Fact]
    public async Task Partner_Created_IsReadBackAsDeclared()
    {
        var partner = Whole("made.example");

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Create(partner));
        var seen = await LyncBench.FindAsync(Provider, partner.Id);

        Assert.Equal((StepResult.Applied, null), (outcome.Result, outcome.Diagnostic));
        Assert.Equal(partner, seen.Resource);
    }

    [Fact]
    public async Task Partner_EveryAttributeChangedAtOnce_IsOneCall()
    {
        await LyncBench.RunOneAsync(Provider, LyncBench.Create(Whole("changed.example")));
        var before = await LyncBench.FindAsync(Provider, Whole("changed.example").Id);
        var after = LyncBench.Partner("changed.example").With(Partner.Type, PartnerType.PublicUnverified).With(Partner.AdditionalDomains, ["b.changed.example", "c.changed.example"])
            .With(Partner.Negotiation, new Negotiation(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, true)).With(Partner.KeepAlive, true).With(Partner.ConnectionLimit, uint.MaxValue)
            .With("proxy", Value.Cleared.Instance).With("description", Value.Cleared.Instance);
        World.ForgetCalls();

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, after));

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.Equal(["Get-CsXmppAllowedPartner", "Set-CsXmppAllowedPartner"], World.Calls.Select(call => call.Cmdlet));
        Assert.Equal(after, (await LyncBench.FindAsync(Provider, after.Id)).Resource);
    }

    [Fact]
    public async Task Attributes_NotNamed_AreLeftAlone()
    {
        await LyncBench.RunOneAsync(Provider, LyncBench.Create(Whole("partly.example")));
        var before = await LyncBench.FindAsync(Provider, Whole("partly.example").Id);
        World.ForgetCalls();

        await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, new Resource(before.Resource.Id).With(Partner.ConnectionLimit, 9)));

        Assert.Equal(before.Resource.With(Partner.ConnectionLimit, 9), (await LyncBench.FindAsync(Provider, before.Resource.Id)).Resource);
        Assert.Equal(["Confirm", "ConnectionLimit", "Identity"], Assert.Single(World.Calls, call => call.Cmdlet.StartsWith("Set-", StringComparison.Ordinal)).Parameters.Where(name => name != "ErrorAction"));
    }

    [Theory]
    [InlineData("it's \"quoted\" $(throw 'run') `n ; | & { } %PATH%")]
    [InlineData("line one\nline two")]
    [InlineData("line one\r\nline two\rthree")]
    [InlineData("\u2018smart\u2019 \u201cquotes\u201d \u2013")]
    [InlineData("\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \ud83d\ude00")]
    [InlineData("_x000A_ ]]> <S>&amp;</S>")]
    [InlineData("-Confirm:$true @{Add='x'} \\\\server\\share")]
    [InlineData(" leading and trailing ")]
    public async Task Description_OfAnyText_IsKeptAndRunsNothing(string text)
    {
        var partner = LyncBench.Partner($"t{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text))[..20]}.example").With(Partner.Description, text);

        var created = await LyncBench.RunOneAsync(Provider, LyncBench.Create(partner));
        var seen = await LyncBench.FindAsync(Provider, partner.Id);
        var again = await LyncBench.RunOneAsync(Provider, LyncBench.Create(partner));

        Assert.Equal((StepResult.Applied, StepResult.AlreadyThere), (created.Result, again.Result));
        Assert.Equal(text, seen.Resource.Get(Partner.Description));
    }

    [Fact]
    public async Task Policy_OfUsersAndOfTheDeployment_IsChanged()
    {
        var policy = new Resource(new ResourceId(AccessPolicy.Kind, "tag:Sales [all]*")).With(AccessPolicy.EnableFederationAccess, true).With(AccessPolicy.EnableXmppAccess, true).With(AccessPolicy.Description, "Sales");

        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Create(policy))).Result);
        var seen = await LyncBench.FindAsync(Provider, policy.Id);
        Assert.Equal(policy.With(AccessPolicy.EnableOutsideAccess, false), seen.Resource);
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Update(seen, policy.With(AccessPolicy.EnableXmppAccess, false)))).Result);
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Delete(await LyncBench.FindAsync(Provider, policy.Id)))).Result);

        var global = await LyncBench.FindAsync(Provider, AccessPolicy.Global);
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Update(global, new Resource(global.Resource.Id).With(AccessPolicy.EnableXmppAccess, true)))).Result);
        Assert.True((await LyncBench.FindAsync(Provider, AccessPolicy.Global)).Resource.Get(AccessPolicy.EnableXmppAccess));
    }

    [Fact]
    public async Task EdgeAccess_TurnedOn_IsReadBack()
    {
        var before = await LyncBench.FindAsync(Provider, EdgeAccess.Id);

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, new Resource(EdgeAccess.Id).With(EdgeAccess.AllowFederatedUsers, true)));

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.True((await LyncBench.FindAsync(Provider, EdgeAccess.Id)).Resource.Get(EdgeAccess.AllowFederatedUsers));
        Assert.Equal(true, World.AccessEdge["AllowFederatedUsers"]);
    }

    [Fact]
    public async Task Settings_WithASecret_AreWrittenAndTheSecretIsNotShown()
    {
        var before = await LyncBench.FindAsync(Provider, GatewaySettings.Id);
        var after = new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromMinutes(7)).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["PASS"])));

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, after));
        var seen = await LyncBench.FindAsync(Provider, GatewaySettings.Id);

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.Equal(before.Resource.With(GatewaySettings.KeepAliveInterval, TimeSpan.FromMinutes(7)), seen.Resource);
        Assert.Equal(LyncBench.Secret, World.Gateway["DialbackPassphrase"]);
        // It cannot be read, so it is written again.
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Update(seen, after))).Result);
    }

    [Fact]
    public async Task Error_ThatRepeatsTheSecret_HidesIt()
    {
        var before = await LyncBench.FindAsync(Provider, GatewaySettings.Id);
        World.Add(new LyncFault("Set-CsXmppGatewayConfiguration", FaultKind.Error) { Message = $"Cannot validate '{LyncBench.Secret}'\u001b[31m\r\non parameter." });

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["PASS"])))));

        Assert.Equal((StepResult.Unknown, "XDS9859"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Contains("Cannot validate '(secret)' on parameter [SimulatedFault", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Diagnostic.Summary);
    }

    [Fact]
    public async Task Names_InOtherSpellings_AreTheSameDomain()
    {
        World.Edit(state => state.Partners.Add(new LyncPartner { Identity = "B\u00fccher.Example", AdditionalDomains = ["Z.B\u00fccher.example.", "a.example"], ProxyFqdn = "Proxy.Example" }));

        var seen = await LyncBench.FindAsync(Provider, new ResourceId(Partner.Kind, "xn--bcher-kva.example"));
        Assert.Equal(["a.example", "z.xn--bcher-kva.example"], seen.Resource.Get(Partner.AdditionalDomains));
        Assert.Equal("proxy.example", seen.Resource.Get(Partner.Proxy));
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Update(seen, new Resource(seen.Resource.Id).With(Partner.ConnectionLimit, 3)))).Result);
        Assert.Equal(3u, World.Partners.Single(partner => partner.Identity == "B\u00fccher.Example").ConnectionLimit);
        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(Provider, LyncBench.Delete(await LyncBench.FindAsync(Provider, seen.Resource.Id)))).Result);
    }

    [Fact]
    public async Task Name_ThatCannotBeDeclared_IsReportedWithANote()
    {
        World.Edit(state => state.Partners.Add(new LyncPartner { Identity = "localhost" }));

        var seen = await LyncBench.ObserveAsync(Provider, Partner.Kind);

        Assert.Contains(seen.Resources, resource => resource.Resource.Id.Name == "localhost");
        Assert.Contains(seen.Notes, note => note.Code == "XDS9872");
        World.Edit(state => state.Partners.RemoveAll(partner => partner.Identity == "localhost"));
    }

    [Fact]
    public async Task Kinds_ObservedAtTheSameTime_ShareOneSessionAndOneCallEach()
    {
        await using var other = fixture.Bench.Provider();
        World.ForgetCalls();

        var seen = await Task.WhenAll(new[] { AccessPolicy.Kind, EdgeAccess.Kind, GatewaySettings.Kind, Partner.Kind }.Select(kind => LyncBench.ObserveAsync(other, kind)));

        Assert.All(seen, observation => Assert.True(observation.SawUnlisted));
        Assert.Equal(["Get-CsAccessEdgeConfiguration", "Get-CsExternalAccessPolicy", "Get-CsManagementStoreReplicationStatus", "Get-CsManagementStoreReplicationStatus", "Get-CsService", "Get-CsSite",
            "Get-CsXmppAllowedPartner", "Get-CsXmppGatewayConfiguration"], World.Calls.Select(call => call.Cmdlet).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Target_IsTheMasterOfTheConfigurationStore()
    {
        var seen = await LyncBench.ObserveAsync(Provider, EdgeAccess.Kind);

        Assert.Equal($"lync {LyncWorld.FrontEnd}", seen.Target);
        Assert.Empty(seen.Notes);
    }

    [Fact]
    public async Task Service_IsReportedWithWhatCanBeDone()
    {
        var seen = Assert.Single((await LyncBench.ObserveAsync(Provider, Service.Kind, new Resource(new ResourceId(Service.Kind, "edge")))).Resources);

        Assert.Equal(new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Operations, ["restart"]), seen.Resource);
    }

    // Guarded writes: the other administrator comes before the call, and inside it.

    [Fact]
    public async Task Partner_EditedBySomebodyElse_IsAConflictAndTheOthersAreWritten()
    {
        var partners = Enumerable.Range(1, 3).Select(number => LyncBench.Partner($"edited{number}.example").With(Partner.ConnectionLimit, 1)).ToArray();
        await LyncBench.RunAsync(Provider, [.. partners.Select((partner, index) => LyncBench.Create(partner, index + 1))]);
        var seen = (await LyncBench.ObserveAsync(Provider, Partner.Kind)).Resources.ToDictionary(resource => resource.Resource.Id);
        World.EditPartner("edited2.example", partner => partner with { Description = "by somebody else" });

        var outcomes = await LyncBench.RunAsync(Provider, [.. partners.Select((partner, index) => LyncBench.Update(seen[partner.Id], new Resource(partner.Id).With(Partner.ConnectionLimit, 5), index + 1))]);

        Assert.Equal([StepResult.Applied, StepResult.Conflict, StepResult.Applied], outcomes.Select(outcome => outcome.Result));
        Assert.Contains("Description", outcomes[1].Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.Equal((1u, "by somebody else"), World.Partners.Where(partner => partner.Identity == "edited2.example").Select(partner => (partner.ConnectionLimit!.Value, partner.Description)).Single());
    }

    [Fact]
    public async Task Partner_EditedWhileItIsReadAgain_IsAConflict()
    {
        await LyncBench.RunOneAsync(Provider, LyncBench.Create(LyncBench.Partner("race.example").With(Partner.ConnectionLimit, 1)));
        var before = await LyncBench.FindAsync(Provider, new ResourceId(Partner.Kind, "race.example"));
        World.ForgetCalls();
        World.Add(new LyncFault("Get-CsXmppAllowedPartner", FaultKind.Slow) { Milliseconds = 1500 });

        var running = LyncBench.RunOneAsync(Provider, LyncBench.Update(before, new Resource(before.Resource.Id).With(Partner.ConnectionLimit, 5)));
        while (World.Calls.IsEmpty) await Task.Delay(10, TestContext.Current.CancellationToken);
        World.EditPartner("race.example", partner => partner with { ConnectionLimit = 77 });

        Assert.Equal(StepResult.Conflict, (await running).Result);
        Assert.Equal(77u, World.Partners.Single(partner => partner.Identity == "race.example").ConnectionLimit);
    }

    [Fact]
    public async Task Partner_RemovedBySomebodyElse_IsAConflictForAnUpdateAndNoWorkForADelete()
    {
        await LyncBench.RunOneAsync(Provider, LyncBench.Create(LyncBench.Partner("removed.example")));
        var before = await LyncBench.FindAsync(Provider, new ResourceId(Partner.Kind, "removed.example"));
        World.Edit(state => state.Partners.RemoveAll(partner => partner.Identity == "removed.example"));

        Assert.Equal(StepResult.Conflict, (await LyncBench.RunOneAsync(Provider, LyncBench.Update(before, before.Resource.With(Partner.ConnectionLimit, 5)))).Result);
        Assert.Equal(StepResult.AlreadyThere, (await LyncBench.RunOneAsync(Provider, LyncBench.Delete(before))).Result);
    }

    [Theory]
    [InlineData("ResourceExists", StepResult.Conflict, "XDS9857")]
    [InlineData("PermissionDenied", StepResult.NotDone, "XDS9855")]
    [InlineData("InvalidArgument", StepResult.NotDone, "XDS9858")]
    [InlineData("NotSpecified", StepResult.Unknown, "XDS9859")]
    public async Task Error_OfACmdlet_IsJudgedByItsCategory(string category, StepResult result, string code)
    {
        World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Error) { Category = category });

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Create(LyncBench.Partner($"{category.ToLowerInvariant()}.example")));

        Assert.Equal((result, code), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Contains("SimulatedFault", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.Equal($"partner/{category.ToLowerInvariant()}.example@lync", outcome.Diagnostic.Address);
    }

    [Fact]
    public async Task Error_BeforeTheWrite_IsNotDone()
    {
        World.Add(new LyncFault("Get-CsXmppAllowedPartner", FaultKind.Error));

        var outcome = await LyncBench.RunOneAsync(Provider, LyncBench.Create(LyncBench.Partner("before.example")));

        Assert.Equal((StepResult.NotDone, "XDS9858"), (outcome.Result, outcome.Diagnostic?.Code));
    }

    [Fact]
    public async Task Value_ThatNobodyDocumented_LeavesTheKindAlone()
    {
        World.Arrange(state => state.Gateway[0] = state.Gateway[0].With("EnableLoggingAllMessageBodies", "perhaps"));

        var problem = await Assert.ThrowsAsync<ProviderException>(() => LyncBench.ObserveAsync(Provider, GatewaySettings.Kind));

        Assert.Equal("XDS9856", problem.Diagnostic.Code);
        World.Arrange(state => state.Gateway[0] = state.Gateway[0].With("EnableLoggingAllMessageBodies", false));
    }

    private static Resource Whole(string domain) => LyncBench.Partner(domain).With(Partner.AdditionalDomains, [$"b.{domain}", $"a.{domain}"]).With(Partner.Negotiation, Negotiation.OnCreate)
        .With(Partner.KeepAlive, false).With(Partner.ConnectionLimit, 7).With(Partner.Proxy, $"proxy.{domain}").With(Partner.Description, "Made");

    public sealed class Fixture : IAsyncLifetime
    {
        public Fixture() => Provider = Bench.Provider();

        public LyncBench Bench { get; } = new();

        public IProvider Provider { get; }

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => Bench.DisposeAsync();
    }
}
