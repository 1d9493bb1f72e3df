using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Engine.Tests;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>The whole engine over a store in a real Azurite, while somebody breaks the lock or the line.</summary>
public sealed class BlobApplyTests : IClassFixture<Emulator>, IDisposable
{
    private readonly Rig rig = new();
    private readonly Emulator emulator;
    private readonly BlobContainerClient container;

    public BlobApplyTests(Emulator emulator)
    {
        (this.emulator, container) = (emulator, emulator.MakeContainer());
        rig.Wrap = _ => emulator.Store(container.Name);
        // Two waves: the claim behind the release.
        rig.World.Put(APartner("z.example", additional: ["x.example"]));
        rig.World.Put(APartner("a.example"));
        rig.Declare(APartner("z.example", additional: []), APartner("a.example", additional: ["x.example"]));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Apply_ThenPlan_IsEmptyAndOnRecord()
    {
        Assert.Equal(2, (await rig.ApplyAsync()).Report!.Summary.Changed);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
        Assert.Equal(ApplyVerdict.NothingToDo, (await rig.ApplyAsync()).Verdict);
        await using var store = rig.Store();
        var run = Assert.Single(await store.ListRunsAsync(Token));
        Assert.Equal(("tester", RunResults.Complete), (run.Actor, run.Result));
        Assert.Null(await store.ReadHolderAsync(Token));
    }

    [Fact]
    public async Task Apply_WhoseLockIsBroken_BeginsNothingMoreAndSaysWhatItDid()
    {
        Disturb(BreakLock);

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Single(rig.World.Writes);
        Assert.Equal("XDS8015", Assert.Single(report.Diagnostics).Code);
        Assert.False(report.Cancelled);
        Assert.NotEqual(0, report.Summary.Failed);
        await ApplyTheRestAsync();
    }

    [Fact]
    public async Task Apply_WhoseLineIsCut_BeginsNothingMoreAndSaysWhatItDid()
    {
        await using var line = new CuttableLine(emulator.Server.Endpoint.Port);
        rig.Wrap = _ => emulator.Store(container.Name, time: TimeSpan.FromSeconds(5), through: line.EndpointOf(emulator.Server.Endpoint));
        Disturb(line.Cut);

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Single(rig.World.Writes);
        Assert.Equal("XDS8013", Assert.Single(report.Diagnostics).Code);
        Assert.NotEqual(0, report.Summary.Failed);

        // The lease that could not be given back keeps others away for a minute; its holder is known.
        rig.Wrap = _ => emulator.Store(container.Name);
        var waiting = await rig.ApplyAsync();
        Assert.Equal((ApplyVerdict.LockHeld, "tester"), (waiting.Verdict, waiting.Holder?.Actor));
        BreakLock();
        await ApplyTheRestAsync();
    }

    [Fact]
    public async Task Apply_ToAnotherSystemThanTheRecords_IsRefused()
    {
        await rig.ApplyAsync();
        rig.World.Target = "another";
        rig.Declare(APartner("new.example"));

        var result = await rig.ApplyAsync();

        Assert.Equal((ApplyVerdict.Refused, "XDS3005"), (result.Verdict, result.Diagnostic?.Code));
        Assert.Equal(2, rig.World.Writes.Count());
    }

    // At the first step, once.
    private void Disturb(Action what)
    {
        var isDone = 0;
        rig.World.OnExecute = _ =>
        {
            if (Interlocked.Exchange(ref isDone, 1) == 0) what();
            return FakeFault.None;
        };
    }

    private void BreakLock() => container.GetBlobClient("last-applied.json").GetBlobLeaseClient().Break(TimeSpan.Zero, cancellationToken: Token);

    private async Task ApplyTheRestAsync()
    {
        Assert.Equal(ApplyVerdict.Executed, (await rig.ApplyAsync()).Verdict);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
    }
}
