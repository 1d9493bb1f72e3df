using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests;

/// <summary>Plan, apply, plan nothing; and what happens when the live system does not play along.</summary>
public sealed class ReconcilerTests : IDisposable
{
    private readonly Rig rig = new();

    public void Dispose() => rig.Dispose();

    private ChangeReport Only(ApplyResult result) => Assert.Single(result.Report!.Changes);

    [Fact]
    public async Task Plan_writes_nothing()
    {
        rig.Declare(APartner("fabrikam.com"));

        Assert.Equal(1, (await rig.PlanAsync()).Summary.Add);
        Assert.Empty(rig.World.Writes);
        Assert.False(Directory.Exists(rig.StoreFolder));
    }

    [Fact]
    public async Task Apply_then_plan_is_empty()
    {
        rig.Declare(APartner("fabrikam.com", additional: ["it.fabrikam.com"]), APartner("tailspintoys.com", PartnerType.PublicUnverified));

        var result = await rig.ApplyAsync();

        Assert.Equal(ApplyVerdict.Executed, result.Verdict);
        Assert.Equal(2, result.Report!.Summary.Added);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync()).Verdict);
    }

    [Fact]
    public async Task A_record_that_nothing_happened_to_is_not_written_again()
    {
        rig.Declare(APartner("fabrikam.com"));
        await rig.ApplyAsync();
        rig.Wrap = store => new FullDiskStore(store, 0);

        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync()).Verdict);
    }

    [Fact]
    public async Task What_was_applied_and_leaves_the_file_is_deleted_and_what_was_not_is_unlisted()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"));
        await rig.ApplyAsync();
        rig.World.Put(APartner("hand.example"));
        rig.Declare(APartner("a.example"));

        var plan = await rig.PlanAsync();

        Assert.Equal("partner/b.example@fake", Assert.Single(plan.Changes).Address.ToString());
        Assert.Equal("partner/hand.example@fake", Assert.Single(plan.Unlisted).Address.ToString());
        await rig.ApplyAsync();
        Assert.Null(rig.World.Find(new ResourceId(Partner.Kind, "b.example")));
        Assert.NotNull(rig.World.Find(new ResourceId(Partner.Kind, "hand.example")));
    }

    [Fact]
    public async Task What_held_already_becomes_ours_by_an_apply_that_does_nothing()
    {
        rig.World.Put(APartner("a.example"));
        rig.World.Put(APartner("b.example"));
        rig.Declare(APartner("a.example"), APartner("b.example"));
        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync()).Verdict);

        rig.Declare(APartner("a.example"));

        Assert.Equal("delete_because_removed_from_file", Assert.Single((await rig.PlanAsync()).Changes).Reason);
    }

    [Theory]
    [InlineData(FakeFault.AppliesAndLosesTheAnswer, ChangeStatus.Done)]
    [InlineData(FakeFault.ThrowsAfter, ChangeStatus.Done)]
    [InlineData(FakeFault.AnswersTwice, ChangeStatus.Done)]
    [InlineData(FakeFault.IsSlow, ChangeStatus.Done)]
    [InlineData(FakeFault.Refuses, ChangeStatus.NotDone)]
    [InlineData(FakeFault.RefusesForNow, ChangeStatus.NotDone)]
    [InlineData(FakeFault.ReportsConflict, ChangeStatus.Conflict)]
    [InlineData(FakeFault.LosesTheRequest, ChangeStatus.Unknown)]
    [InlineData(FakeFault.SaysNothing, ChangeStatus.Unknown)]
    [InlineData(FakeFault.ThrowsBefore, ChangeStatus.Unknown)]
    [InlineData(FakeFault.LiveChangesFirst, ChangeStatus.Conflict)]
    public async Task A_fault_that_lasts_is_told_as_it_is_and_the_next_apply_converges(FakeFault fault, ChangeStatus status)
    {
        rig.World.Put(APartner("fabrikam.com", PartnerType.PublicUnverified));
        rig.Declare(APartner("fabrikam.com"));
        rig.World.OnExecute = _ => fault;

        var report = Only(await rig.ApplyAsync());

        Assert.Equal(status, report.Status);
        Assert.Equal(status == ChangeStatus.Done, report.Diagnostic is null);
        rig.World.OnExecute = _ => FakeFault.None;
        await rig.ApplyAsync();
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
    }

    [Theory]
    [InlineData(FakeFault.RefusesForNow)]
    [InlineData(FakeFault.LosesTheRequest)]
    [InlineData(FakeFault.SaysNothing)]
    [InlineData(FakeFault.ThrowsBefore)]
    public async Task A_fault_that_passes_is_mended_within_the_run(FakeFault fault)
    {
        rig.Declare(APartner("fabrikam.com"));
        var first = true;
        rig.World.OnExecute = _ => first && !(first = false) ? fault : FakeFault.None;

        var result = await rig.ApplyAsync();

        Assert.Equal(ChangeStatus.Done, Only(result).Status);
        Assert.Equal(2, Assert.Single(result.Report!.Steps).Attempts);
    }

    [Fact]
    public async Task A_provider_that_hangs_is_given_up_and_its_step_is_unknown()
    {
        rig.Declare(APartner("fabrikam.com"));
        rig.Options = rig.Options with { Timeout = TimeSpan.FromMilliseconds(200) };
        rig.World.OnExecute = _ => FakeFault.Hangs;

        Assert.Equal(ChangeStatus.Unknown, Only(await rig.ApplyAsync()).Status);
    }

    [Theory]
    [InlineData(FakeFault.WaitsAndSaysSo, 1)]
    [InlineData(FakeFault.IsSlow, 2)]
    public async Task A_wait_that_the_provider_announces_is_no_silence(FakeFault fault, int attempts)
    {
        rig.Declare(APartner("fabrikam.com"));
        rig.Options = rig.Options with { Timeout = TimeSpan.FromSeconds(1.5) };
        rig.World.Slowness = TimeSpan.FromSeconds(3);
        var first = true;
        rig.World.OnExecute = _ => first && !(first = false) ? fault : FakeFault.None;

        var result = await rig.ApplyAsync();

        Assert.Equal(ChangeStatus.Done, Only(result).Status);
        Assert.Equal(attempts, Assert.Single(result.Report!.Steps).Attempts);
    }

    [Fact]
    public async Task One_bad_step_does_not_stop_the_others()
    {
        rig.Declare(APartner("a.example"), APartner("bad.example"), APartner("c.example"));
        rig.World.OnExecute = step => step.Resource.Name == "bad.example" ? FakeFault.Refuses : FakeFault.None;

        var result = await rig.ApplyAsync();

        Assert.Equal((2, 1), (result.Report!.Summary.Added, result.Report.Summary.Failed));
    }

    [Fact]
    public async Task A_step_behind_a_failed_one_is_skipped()
    {
        rig.World.Put(APartner("z.example", additional: ["x.example"]));
        rig.World.Put(APartner("a.example"));
        rig.Declare(APartner("z.example", additional: []), APartner("a.example", additional: ["x.example"]));
        rig.World.OnExecute = step => step.Resource.Name == "z.example" ? FakeFault.Refuses : FakeFault.None;

        var changes = (await rig.ApplyAsync()).Report!.Changes.ToDictionary(change => change.Change.Address.Id.Name, change => change.Status);

        Assert.Equal((ChangeStatus.NotDone, ChangeStatus.Skipped), (changes["z.example"], changes["a.example"]));
    }

    [Fact]
    public async Task A_kind_that_cannot_be_read_is_unknown_and_nothing_is_planned_for_it()
    {
        rig.Declare(APartner("fabrikam.com"), new Resource(GatewaySettings.Id).With(GatewaySettings.ConnectionLimit, 7));
        rig.World.OnObserve = kind => kind == Partner.Kind;

        var result = await rig.ApplyAsync();

        Assert.Equal("gateway-settings/global@fake", Only(result).Change.Address.ToString());
        Assert.Equal(1, result.Report!.Summary.Unreadable);
    }

    [Fact]
    public async Task Success_is_claimed_only_from_observation()
    {
        rig.Declare(APartner("fabrikam.com"));
        var observations = 0;
        rig.World.OnObserve = kind => kind == Partner.Kind && ++observations > 1;

        var report = Only(await rig.ApplyAsync());

        Assert.Equal((ChangeStatus.NotConfirmed, "XDS6002"), (report.Status, report.Diagnostic!.Code));
    }

    [Fact]
    public async Task A_record_of_another_live_system_is_refused()
    {
        rig.Declare(APartner("fabrikam.com"));
        await rig.ApplyAsync();
        rig.World.Target = "another";
        rig.World.Remove(new ResourceId(Partner.Kind, "fabrikam.com"));

        Assert.Equal("XDS3005", Assert.Single((await rig.PlanAsync()).Unreadable).Diagnostic.Code);
        var result = await rig.ApplyAsync();
        Assert.Equal((ApplyVerdict.Refused, "XDS3005"), (result.Verdict, result.Diagnostic!.Code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_store_that_fails_before_anything_was_sent_ends_the_run(int writes)
    {
        rig.Declare(APartner("a.example"));
        rig.Wrap = store => new FullDiskStore(store, writes);

        await Assert.ThrowsAsync<Providers.ProviderException>(() => rig.ApplyAsync());

        Assert.Empty(rig.World.Writes);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    public async Task A_store_that_fails_under_way_begins_no_further_step_and_loses_no_report(int writes, int sent)
    {
        // Two waves: the claim behind the release.
        rig.World.Put(APartner("z.example", additional: ["x.example"]));
        rig.World.Put(APartner("a.example"));
        rig.Declare(APartner("z.example", additional: []), APartner("a.example", additional: ["x.example"]));
        rig.Wrap = store => new FullDiskStore(store, writes);

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Equal(sent, rig.World.Writes.Count());
        Assert.Equal("The disk is full.", Assert.Single(report.Diagnostics).Summary);
        Assert.NotEqual(0, report.Summary.Failed);
        rig.Wrap = store => store;
        await rig.ApplyAsync();
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_person_who_declines_changes_nothing()
    {
        rig.Declare(APartner("fabrikam.com"));

        Assert.Equal(ApplyVerdict.Refused, (await rig.ApplyAsync(approve: false)).Verdict);
        Assert.Empty(rig.World.Writes);
    }

    [Fact]
    public async Task Two_applies_at_once_one_wins_and_the_other_hears_who()
    {
        rig.Declare(APartner("fabrikam.com"));
        await using var store = rig.Store();
        var (held, _) = await store.TryLockAsync(new Runs.LockHolder("run", "somebody", "machine", 7, "apply", DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

        var result = await rig.ApplyAsync();

        Assert.Equal((ApplyVerdict.LockHeld, "somebody"), (result.Verdict, result.Holder!.Actor));
        await held!.DisposeAsync();
        Assert.Equal(ApplyVerdict.Executed, (await rig.ApplyAsync()).Verdict);
    }

    [Fact]
    public async Task A_stopped_run_finishes_what_is_under_way_and_begins_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        rig.World.Put(APartner("z.example", additional: ["x.example"]));
        rig.Declare(APartner("z.example", additional: []), APartner("a.example", additional: ["x.example"]));
        rig.World.OnExecute = _ => { stop.Cancel(); return FakeFault.None; };

        var result = await rig.ApplyAsync(stop: stop.Token);

        Assert.True(result.Report!.Cancelled);
        Assert.Equal([StepResult.Applied, null], result.Report.Steps.Select(step => step.Result));
        Assert.Equal(1, (await rig.PlanAsync()).Summary.Add + (await rig.PlanAsync()).Summary.Change);
    }

    [Fact]
    public async Task Approved_changes_are_executed_and_others_refused()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"));
        var approved = await rig.PlanAsync();

        rig.World.Put(APartner("unrelated.example"));
        rig.World.Put(APartner("a.example"));
        Assert.Equal(ApplyVerdict.Executed, (await rig.ApplyAsync(approved)).Verdict);

        rig.World.Put(APartner("b.example", PartnerType.PublicVerified));
        var result = await rig.ApplyAsync(approved);
        Assert.Equal(ApplyVerdict.Refused, result.Verdict);
        Assert.NotEmpty(result.Comparison!.Differences);
        Assert.Equal(PartnerType.PublicVerified, rig.World.Find(new ResourceId(Partner.Kind, "b.example"))!.Get(Partner.Type));
    }

    [Fact]
    public async Task A_saved_plan_carries_what_was_decided_for_it()
    {
        rig.World.Put(APartner("old.example"));
        rig.Declare(UnlistedPolicy.Delete, APartner("a.example"), APartner("b.example"));
        rig.Options = rig.Options with { Only = ["partner/a.example"] };
        var approved = await rig.PlanAsync();
        rig.Options = rig.Options with { Only = [] };

        var result = await rig.ApplyAsync(approved);

        Assert.Equal((ApplyVerdict.Executed, 1), (result.Verdict, result.Report!.Summary.Added));
        Assert.Null(rig.World.Find(new ResourceId(Partner.Kind, "b.example")));
        Assert.NotNull(rig.World.Find(new ResourceId(Partner.Kind, "old.example")));
    }

    [Fact]
    public async Task A_plan_of_another_configuration_is_refused()
    {
        rig.Declare(APartner("a.example"));
        var approved = await rig.PlanAsync();
        rig.Desired = rig.Desired with { ConfigDigest = "another" };

        Assert.Equal(ApplyVerdict.Refused, (await rig.ApplyAsync(approved)).Verdict);
        Assert.Empty(rig.World.Writes);
    }

    [Fact]
    public async Task A_write_only_secret_is_written_once_and_again_when_its_version_is_raised()
    {
        Resource Settings(long version) => new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["PASS"]), version));
        rig.Environment = name => name == "PASS" ? "canary" : null;
        rig.Declare(Settings(1));
        Assert.Equal(1, (await rig.ApplyAsync()).Report!.Summary.Changed);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);

        rig.Declare(Settings(2));

        Assert.Equal(1, (await rig.PlanAsync()).Summary.Change);
        Assert.DoesNotContain(Directory.GetFiles(rig.StoreFolder, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_is_not_there_leaves_its_change_undone()
    {
        rig.Declare(new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["PASS"]))), APartner("a.example"));

        var result = await rig.ApplyAsync();

        Assert.Equal((1, 1), (result.Report!.Summary.Added, result.Report.Summary.Failed));
        Assert.Contains(result.Report.Changes, change => change.Diagnostic?.Code == "XDS9001");
    }

    [Fact]
    public async Task What_a_person_must_restart_is_told_as_waiting_beside_what_is_done()
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, ["edge1"]).With(Service.Restart, RestartMode.Manual);
        var certificate = new Resource(new ResourceId(Certificate.Kind, "external")).With(Certificate.Restart, ["edge"]).With(Certificate.Issuer, "fake");
        rig.World.Put(certificate.With(Certificate.Current, ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal)
            .Add("edge1", new Value.Map(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, new Value.Text("NEW"))))));
        rig.Declare(service, certificate, APartner("new.example"));

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Equal((1, 1, 0), (report.Summary.Added, report.Summary.Waiting, report.Summary.Failed));
        Assert.Equal(ApplyVerdict.Waiting, (await rig.ApplyAsync()).Verdict);
    }

    [Fact]
    public async Task While_a_member_does_not_answer_dns_and_partners_wait_and_deletes_go_on()
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, ["edge1"]);
        var certificate = new Resource(new ResourceId(Certificate.Kind, "external")).With(Certificate.Restart, ["edge"]).With(Certificate.Issuer, "fake");
        rig.World.Put(APartner("left.example"));
        rig.World.Put(certificate.With(Certificate.Current, ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal)
            .Add("edge1", new Value.Map(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, new Value.Text("NEW"))))));
        rig.Declare(service, certificate, APartner("new.example"));
        rig.Desired = rig.Desired with { Resources = rig.Desired.Resources.Add(new Declared(new Resource(new ResourceId(Partner.Kind, "left.example")), "fake", Rig.Where) { Absent = true }) };
        rig.World.SetFailing("edge1");

        var changes = (await rig.ApplyAsync()).Report!.Changes.ToDictionary(change => change.Change.Address.Id.ToString());

        Assert.Equal("XDS5006", changes["partner/new.example"].Diagnostic!.Code);
        Assert.Equal(ChangeStatus.Done, changes["partner/left.example"].Status);
        Assert.NotEqual(ChangeStatus.Done, changes["service/edge"].Status);
        rig.World.SetFailing("edge1", fails: false);
        await rig.ApplyAsync();
        Assert.NotNull(rig.World.Find(new ResourceId(Partner.Kind, "new.example")));
    }
}
