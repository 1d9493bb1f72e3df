using System.Collections.Immutable;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>What every run store must do, over a real Azurite; and what only a container can do to it.</summary>
public sealed class BlobRunStoreTests(Emulator emulator) : RunStoreContract, IClassFixture<Emulator>
{
    private readonly BlobContainerClient container = emulator.MakeContainer();

    protected override IRunStore Open() => Store();

    [Fact]
    public async Task Prefixes_InOneContainer_AreStoresOfTheirOwn()
    {
        await using var first = emulator.Store(container.Name, "a/");
        await using var second = emulator.Store(container.Name, "b/");
        await using var held = await LockAsync(first);
        await using var other = await LockAsync(second);
        await first.WriteLastAppliedAsync(Record("one"), Token);
        await first.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token);
        Assert.Equal("one", (await first.ReadLastAppliedAsync(Token)).Deployment);
        Assert.Same(LastApplied.None, await second.ReadLastAppliedAsync(Token));
        Assert.Empty(await second.ListRunsAsync(Token));
    }

    [Fact]
    public async Task Container_Absent_IsNeverEmpty()
    {
        await using var store = emulator.Store("nowhere");
        await FailsAsync("XDS8010", () => store.ReadLastAppliedAsync(Token));
        await FailsAsync("XDS8010", () => store.TryLockAsync(Holder, Token));
        await FailsAsync("XDS8010", () => store.UnlockAsync(Token));
        await FailsAsync("XDS8010", () => store.ListRunsAsync(Token));
        await FailsAsync("XDS8010", () => store.ReadRunAsync("r1", Token));
        await FailsAsync("XDS8010", () => store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token));
        var (history, problem) = await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now), Token);
        Assert.Equal((null, "XDS8009"), (history, problem?.Code));
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base 64")]
    public async Task Key_Wrong_IsSaidWithoutTheKey(string key)
    {
        await using var store = new BlobRunStore(emulator.Open(container.Name, key: key), TimeProvider.System);
        var problem = await FailsAsync("XDS8011", () => store.ReadLastAppliedAsync(Token));
        Assert.DoesNotContain(key, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, store.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastApplied_OfTenThousandEntries_IsWrittenAndRead()
    {
        await using var store = Store();
        await using var held = await LockAsync(store);
        var record = Record("large") with
        {
            Entries = Enumerable.Range(0, 10_000).Select(n => new Resource(new ResourceId(Partner.Kind, $"d{n}.example"), Value.Map.NoItems.Add("description", new Value.Text(new string('x', 200)))))
                .ToImmutableSortedDictionary(resource => new Address(resource.Id, "lync"), resource => new LastAppliedEntry(resource, false, LastAppliedEntry.NothingWritten)),
        };
        await store.WriteLastAppliedAsync(record, Token);
        await store.WriteLastAppliedAsync(record, Token);
        Assert.Equal(record.Entries.Keys, (await store.ReadLastAppliedAsync(Token)).Entries.Keys);
    }

    [Fact]
    public async Task LastApplied_Damaged_IsSaidWithItsPlace()
    {
        await container.GetBlobClient("last-applied.json").UploadAsync(BinaryData.FromString("{ \"format_version\": 3"), Token);
        await using var store = Store();
        var problem = await FailsAsync("XDS8003", () => store.ReadLastAppliedAsync(Token));
        Assert.Contains(container.Name, problem.Where!.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastApplied_ChangedUnderTheLock_IsLeftAsItIs()
    {
        await using var store = Store();
        await using var held = await LockAsync(store);
        await store.WriteLastAppliedAsync(Record("one"), Token);
        var blob = container.GetBlobClient("last-applied.json");
        var lease = blob.GetBlobLeaseClient();
        await lease.BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        await blob.UploadAsync(BinaryData.FromString("{}"), overwrite: true, Token);
        // Neither the lease nor the tag is what it was; the server says which it looked at first.
        var failed = await Assert.ThrowsAsync<ProviderException>(() => store.WriteLastAppliedAsync(Record("two"), Token));
        Assert.Contains(failed.Diagnostic.Code, new[] { "XDS8015", "XDS8016" });
        Assert.Equal("{}", (await blob.DownloadContentAsync(Token)).Value.Content.ToString());
    }

    [Fact]
    public async Task LastApplied_OfAnotherTag_IsNotWrittenEvenWithTheLease()
    {
        await using var blobs = emulator.Open(container.Name);
        var tag = await blobs.PutAsync("last-applied.json", "{}"u8.ToArray(), XmppDesiredState.Blobs.BlobCondition.IsNew, Token);
        var lease = Guid.NewGuid().ToString();
        Assert.Equal(tag, await blobs.TakeLeaseAsync("last-applied.json", lease, TimeSpan.FromSeconds(60), Token));
        var record = new BlobRecord(new BlobAccess(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(10)));
        var second = await record.WriteAsync(Record("one"), tag, lease, Token);
        var refused = await Assert.ThrowsAsync<XmppDesiredState.Blobs.BlobException>(() => record.WriteAsync(Record("two"), tag, lease, Token));
        Assert.Equal(XmppDesiredState.Blobs.BlobTrouble.ConditionFailed, refused.Trouble);
        Assert.Equal("XDS8016", BlobDiagnostics.Of(refused, BlobRecord.Name, blobs.Location, isWrite: true).Code);
        Assert.NotEqual(tag, second);
        Assert.Equal("one", (await record.ReadAsync(Token)).Deployment);
    }

    [Fact]
    public async Task Lock_TakenOver_LeavesNothingToWriteForTheFirst()
    {
        await using var first = Store();
        await using var second = Store();
        await using var held = await LockAsync(first);
        await first.WriteLastAppliedAsync(Record("first"), Token);
        await container.GetBlobClient("last-applied.json").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        await using var taken = (await second.TryLockAsync(Holder with { Actor = "otto" }, Token)).Lock;
        Assert.NotNull(taken);

        await FailsAsync("XDS8015", () => first.WriteLastAppliedAsync(Record("late"), Token));
        Assert.True(held.Lost.IsCancellationRequested);
        await second.WriteLastAppliedAsync(Record("second"), Token);
        Assert.Equal("second", (await first.ReadLastAppliedAsync(Token)).Deployment);

        // Its own particulars are gone already; those of the next holder stay.
        await held.DisposeAsync();
        await using var third = Store();
        Assert.Equal("otto", (await third.TryLockAsync(Holder with { Actor = "zoe" }, Token)).Holder?.Actor);
    }

    [Fact]
    public async Task Unlock_BehindADeadProcess_RemovesItsParticulars()
    {
        var dead = Store();
        Assert.NotNull(await LockAsync(dead));
        await container.GetBlobClient("last-applied.json").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        await using var store = Store();
        Assert.Equal((true, Holder), await store.UnlockAsync(Token));
        Assert.Equal((false, null), await store.UnlockAsync(Token));
        await dead.DisposeAsync();
    }

    [Fact]
    public async Task Lock_BrokenOnAPersonsWord_IsTheRunsThatIsMeant()
    {
        await using var first = Store();
        await using var second = Store();
        await using var held = await LockAsync(first);
        Assert.Equal((false, Holder), await second.BreakLockAsync("another", Token));
        await first.WriteLastAppliedAsync(Record("one"), Token);
        Assert.Equal((true, Holder), await second.BreakLockAsync(Holder.RunId, Token));
        Assert.Equal((false, null), await second.BreakLockAsync(Holder.RunId, Token));
        await FailsAsync("XDS8015", () => first.WriteLastAppliedAsync(Record("two"), Token));
        await using var taken = (await second.TryLockAsync(Holder with { RunId = "r2" }, Token)).Lock;
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task Events_OfOneRunFromTwoProcesses_AreAllThere()
    {
        await using var first = Store();
        await using var second = Store();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => (n % 2 == 0 ? first : second).AppendAsync("r1", [RunEvents.Finished(Now.AddSeconds(n), "Done.")], Token)));
        Assert.Equal(Enumerable.Range(0, 40).Select(n => Now.AddSeconds(n)), (await first.ReadRunAsync("r1", Token))!.Value.Select(entry => entry.At).Order());
    }

    [Fact]
    public async Task Events_MoreThanOneBlockHolds_AreAppendedInSeveral()
    {
        await using var store = Store();
        await store.AppendAsync("r1", [.. Enumerable.Range(0, 60).Select(n => new RunEvent(Now, "note", Value.Map.NoItems.Add("text", new Value.Text($"{n}" + new string('x', 100_000)))))], Token);
        Assert.Equal(60, (await store.ReadRunAsync("r1", Token))!.Value.Length);
        Assert.Equal("unknown", Assert.Single(await store.ListRunsAsync(Token)).Actor);
    }

    [Fact]
    public async Task Events_OfAFullBlob_GoOnInTheNext()
    {
        await using var blobs = emulator.Open(container.Name);
        var access = new BlobAccess(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(10));
        foreach (var from in new[] { 0, 5 })
        {
            var end = new BlobTrailEnd(access, part => part == 1 ? "runs/r1.jsonl" : $"runs/r1.{part}.jsonl", mostBlocks: 3);
            for (var n = from; n < from + 5; n++) await end.AppendAsync(RunEventJson.Write(n == 0 ? RunEvents.Started(Now, "hanna", "m", "apply", null, null) : RunEvents.Finished(Now.AddSeconds(n), $"{n}.")).ToMemory(), Token);
        }

        await using var store = Store();
        Assert.Equal(Enumerable.Range(0, 10).Select(n => Now.AddSeconds(n)), (await store.ReadRunAsync("r1", Token))!.Value.Select(entry => entry.At));
        var run = Assert.Single(await store.ListRunsAsync(Token));
        Assert.Equal(("hanna", "9."), (run.Actor, run.Outcome));
    }

    [Fact]
    public async Task History_Damaged_IsMovedAsideAndBegunAnew()
    {
        await container.GetBlobClient("history/verdicts.json").UploadAsync(BinaryData.FromString("<<<<<<< HEAD"), Token);
        await using var store = Store();
        var (kept, problem) = await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now), Token);
        Assert.Equal("XDS8008", problem?.Code);
        Assert.Single(kept!.Domains);
        Assert.Equal("<<<<<<< HEAD", (await container.GetBlobClient("history/verdicts.damaged.json").DownloadContentAsync(Token)).Value.Content.ToString());
    }

    private static LastApplied Record(string deployment) => LastApplied.None with { Deployment = deployment };

    private BlobRunStore Store() => emulator.Store(container.Name);

    private static async Task<Diagnostics.Diagnostic> FailsAsync(string code, Func<Task> action)
    {
        var failed = await Assert.ThrowsAsync<ProviderException>(action);
        Assert.Equal(code, failed.Diagnostic.Code);
        return failed.Diagnostic;
    }
}
