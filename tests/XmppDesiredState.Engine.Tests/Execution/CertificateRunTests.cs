using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Execution;

/// <summary>A certificate's whole way through the engine, with two members: from the request to the probe, and every way it can go wrong.</summary>
public sealed class CertificateRunTests : IDisposable
{
    private static readonly ResourceId CertificateId = new(Certificate.Kind, "external"), ServiceId = new(Service.Kind, "edge");
    private readonly Rig rig = new();

    public CertificateRunTests() => Declare("a.example");

    public void Dispose() => rig.Dispose();

    private void Declare(params string[] names) => rig.Declare(
        new Resource(CertificateId).With(Certificate.Issuer, "fake").With(Certificate.Restart, ["edge"]).With(Certificate.Names.Name, new Value.Map(Value.Map.NoItems
            .Add(Certificate.Derive.Name, new Value.Text("none")).Add(Certificate.AdditionalNames.Name, Certificate.AdditionalNames.Type.Write([.. names])))),
        new Resource(ServiceId).With(Service.Members, ["m1", "m2"]));

    private ImmutableSortedDictionary<string, string> Installed => rig.World.Find(CertificateId)?.Get(Certificate.Current)?
        .ToImmutableSortedDictionary(slot => slot.Key, slot => InstalledCertificate.Of(slot.Value).Thumbprint, StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, string>.Empty;

    private ImmutableSortedDictionary<string, string> Loaded => rig.World.Find(ServiceId)?.Get(Service.Loaded) ?? ImmutableSortedDictionary<string, string>.Empty;

    private string Sent => string.Join(" ", rig.World.Writes.Select(call => $"{call.Step!.Operation}{(call.Step.Member is null ? "" : ":" + call.Step.Member)}"));

    /// <summary>A first certificate is everywhere; then a name is added.</summary>
    private async Task<string> GivenOldAsync()
    {
        await rig.ApplyAsync();
        var old = Installed["m1"];
        Declare("a.example", "b.example");
        return old;
    }

    private async Task ConvergesAsync()
    {
        (rig.World.OnExecute, rig.World.Serves, rig.World.IssuerWaits, rig.World.Reloads) = (_ => FakeFault.None, (_, _) => true, false, true);
        var result = await rig.ApplyAsync();
        Assert.True(result.Report is null || result.Report.Summary is { Failed: 0, Waiting: 0 }, string.Join("; ", result.Report?.Changes.Select(change => $"{change.Status} {change.Diagnostic}") ?? []));
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
        Assert.Equal(Installed, Loaded);
        Assert.Single(Installed.Values.Distinct());
    }

    [Fact]
    public async Task Members_take_turns_and_the_second_plan_is_empty()
    {
        var result = await rig.ApplyAsync();

        Assert.Equal("Request:m1 Issue Accept:m1 Install:m1 Reload:m1 Probe:m1 Install:m2 Reload:m2 Probe:m2", Sent);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Done], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal((1, 1), (result.Report.Summary.Added, result.Report.Summary.Changed));
        await ConvergesAsync();
    }

    [Fact]
    public async Task A_reload_that_is_not_taken_up_is_followed_by_a_restart()
    {
        await GivenOldAsync();
        var before = rig.World.Writes.Count();
        rig.World.Reloads = false;

        var result = await rig.ApplyAsync();

        Assert.Equal("Request:m1 Issue Accept:m1 Install:m1 Reload:m1 Probe:m1 Restart:m1 Probe:m1 Install:m2 Reload:m2 Probe:m2 Restart:m2 Probe:m2", Tail(before));
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Done], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal(Installed, Loaded);
    }

    [Fact]
    public async Task A_service_that_does_not_come_back_gets_its_previous_certificate_and_the_next_member_is_left_alone()
    {
        var old = await GivenOldAsync();
        var before = rig.World.Writes.Count();
        rig.World.Serves = (_, loaded) => loaded == old;

        var result = await rig.ApplyAsync();

        Assert.Equal("Request:m1 Issue Accept:m1 Install:m1 Reload:m1 Probe:m1 Restart:m1 Probe:m1 Restore:m1 Restart:m1 Probe:m1", Tail(before));
        Assert.Equal([old, old], Installed.Values);
        Assert.Equal([old, old], Loaded.Values);
        Assert.Equal(2, result.Report!.Summary.Failed);
        var states = Assert.Single(result.Report.Diagnostics);
        Assert.Equal("XDS6003", states.Code);
        Assert.Contains($"m1 has {old}", states.Summary, StringComparison.Ordinal);
        var owed = await rig.PlanAsync();
        Assert.Equal(["Install", "Install", "Reload", "Probe", "Reload", "Probe"], owed.Steps.Where(step => !owed.WaysOut().Contains(step.Id)).OrderBy(step => step.Change).Select(step => step.Step.Operation.ToString()));
        await ConvergesAsync();
        Assert.NotEqual(old, Installed["m1"]);
    }

    [Fact]
    public async Task The_second_member_fails_and_the_first_keeps_what_it_has()
    {
        var old = await GivenOldAsync();
        rig.World.Serves = (member, loaded) => member == "m1" || loaded == old;

        var result = await rig.ApplyAsync();

        Assert.NotEqual(old, Installed["m1"]);
        Assert.Equal(Installed["m1"], Loaded["m1"]);
        Assert.Equal((old, old), (Installed["m2"], Loaded["m2"]));
        Assert.All(result.Report!.Changes, change => Assert.NotEqual(ChangeStatus.Done, change.Status));
        Assert.Contains($"m1 has {Installed["m1"]}", result.Report.Diagnostics[0].Summary, StringComparison.Ordinal);
        Assert.Contains($"m2 has {old}", result.Report.Diagnostics[0].Summary, StringComparison.Ordinal);
        await ConvergesAsync();
    }

    [Fact]
    public async Task Records_and_partners_wait_while_a_member_does_not_answer_and_not_once_it_has_its_old_certificate_back()
    {
        var old = await GivenOldAsync();
        var partner = Planning.PlanCase.APartner("fabrikam.com");
        rig.Declare([.. rig.Desired.Resources.Select(declared => declared.Resource), partner]);
        rig.World.Serves = (_, _) => false;

        var silent = await rig.ApplyAsync();

        Assert.Equal("XDS5006", silent.Report!.Changes.Single(change => change.Change.Address.Id == partner.Id).Diagnostic!.Code);
        rig.World.Serves = (_, loaded) => loaded == old;
        var restored = await rig.ApplyAsync();
        Assert.Equal(ChangeStatus.Done, restored.Report!.Changes.Single(change => change.Change.Address.Id == partner.Id).Status);
    }

    [Fact]
    public async Task An_issuer_that_waits_leaves_the_request_and_the_next_run_goes_on_with_it()
    {
        rig.World.IssuerWaits = true;

        var result = await rig.ApplyAsync();

        Assert.Equal([ChangeStatus.Waiting, ChangeStatus.Waiting], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal("XDS9994", result.Report.Changes[0].Diagnostic!.Code);
        var request = OutstandingRequest.Of(rig.World.Find(CertificateId))!;
        await rig.ApplyAsync();
        Assert.Equal("Request:m1 Issue Issue", Sent);
        Assert.Equal(request, OutstandingRequest.Of(rig.World.Find(CertificateId)));
        await ConvergesAsync();
    }

    [Theory]
    [InlineData(Operation.Request)]
    [InlineData(Operation.Issue)]
    [InlineData(Operation.Accept)]
    [InlineData(Operation.Install)]
    public async Task A_step_that_fails_stops_the_way_and_touches_nothing_behind_it(Operation operation)
    {
        var old = await GivenOldAsync();
        rig.World.OnExecute = step => step.Operation == operation ? FakeFault.Refuses : FakeFault.None;

        var result = await rig.ApplyAsync();

        Assert.Equal(ChangeStatus.NotDone, result.Report!.Changes[0].Status);
        Assert.Equal(ChangeStatus.Skipped, result.Report.Changes[1].Status);
        Assert.Equal([old, old], Loaded.Values);
        Assert.Equal([old, old], Installed.Values);
        await ConvergesAsync();
    }

    /// <summary>Every point at which a run can be cut short, on the way there and on every way back; the run store is lost as well.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Cut_short_between_any_two_steps_the_next_run_on_another_machine_finishes(bool comesBack, bool afterTheStep)
    {
        for (var cut = 1; ; cut++)
        {
            using var other = new CertificateRunTests();
            var old = await other.GivenOldAsync();
            var sent = 0;
            using var kill = new CancellationTokenSource();
            other.rig.World.Serves = (_, loaded) => comesBack || loaded == old;
            other.rig.World.OnExecute = _ =>
            {
                if (++sent < cut) return FakeFault.None;
                // No step is begun any more; this one was done and nobody heard of it, or was not done at all.
                kill.Cancel();
                return afterTheStep ? FakeFault.ThrowsAfter : FakeFault.ThrowsBefore;
            };
            await other.rig.ApplyAsync(stop: kill.Token);
            Directory.Delete(other.rig.StoreFolder, recursive: true);
            await other.ConvergesAsync();
            Assert.NotEqual(old, other.Installed["m1"]);
            if (sent < cut) return;
        }
    }

    [Fact]
    public async Task What_was_approved_covers_what_is_left_of_it()
    {
        var old = await GivenOldAsync();
        var approved = await rig.PlanAsync();
        rig.World.Serves = (member, loaded) => member == "m1" || loaded == old;
        await rig.ApplyAsync(approved);
        Assert.NotEqual(Installed["m1"], Installed["m2"]);
        rig.World.Serves = (_, _) => true;

        var result = await rig.ApplyAsync(approved);

        Assert.Equal(ApplyVerdict.Executed, result.Verdict);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync(approved)).Verdict);
    }

    [Fact]
    public async Task A_renewal_that_was_asked_for_happens_once()
    {
        var old = await GivenOldAsync();
        Declare("a.example");
        rig.Options = rig.Options with { Renew = ["certificate/external"] };
        var approved = await rig.PlanAsync();

        var result = await rig.ApplyAsync(approved);

        Assert.All(result.Report!.Changes, change => Assert.Equal(ChangeStatus.Done, change.Status));
        Assert.NotEqual(old, Installed["m1"]);
        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync(approved)).Verdict);
    }

    [Fact]
    public async Task A_member_that_cannot_be_asked_is_not_restarted_and_never_taken_for_equal()
    {
        await GivenOldAsync();
        rig.World.Unreachable = ["m2"];

        var plan = await rig.PlanAsync();

        Assert.False(plan.IsComplete);
        Assert.DoesNotContain(plan.Steps, step => step.Step.Member == "m2");
        Assert.Equal(["m2", "m2"], plan.Unreadable.Select(unreadable => unreadable.Member));
        var result = await rig.ApplyAsync();
        Assert.Equal(2, result.Report!.Summary.Unreadable);
        rig.World.Unreachable = [];
        await ConvergesAsync();
    }

    private string Tail(int before) => string.Join(" ", rig.World.Writes.Skip(before).Select(call => $"{call.Step!.Operation}{(call.Step.Member is null ? "" : ":" + call.Step.Member)}"));
}
