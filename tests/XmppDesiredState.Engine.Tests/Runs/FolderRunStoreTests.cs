using System.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Runs;

public sealed class FolderRunStoreTests : RunStoreContract, IDisposable
{
    private readonly TemporaryFolder root = new();

    private string Folder => Path.Combine(root.Path, ".xmppstate");

    private string LastAppliedFile => Path.Combine(Folder, "last-applied.json");

    protected override IRunStore Open() => new FolderRunStore(Folder, TimeProvider.System);

    [Fact]
    public async Task Folder_BeforeTheFirstWrite_DoesNotExist()
    {
        await using var store = Open();
        await store.ReadLastAppliedAsync(Token);
        await store.ListRunsAsync(Token);
        await store.UnlockAsync(Token);
        await store.ReadHolderAsync(Token);
        await store.ListRunIdsAsync(Token);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Folder_Made_IsPrivateAndNeverCommitted()
    {
        await using var store = Open();
        await using var held = await LockAsync(store);
        await store.WriteLastAppliedAsync(LastApplied.None, Token);
        await store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token);
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(Folder, ".gitignore"), Token));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(AtomicFile.Private | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        foreach (var file in new[] { "lock", "lock.json", "last-applied.json", "runs/r1.jsonl" })
            Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(Path.Combine(Folder, file)));
    }

    [Fact]
    public async Task Unlock_AfterAProcessThatDied_RemovesWhatItLeft()
    {
        await using var store = Open();
        await using (await LockAsync(store)) { }
        await File.WriteAllBytesAsync(Path.Combine(Folder, "lock.json"), LockHolderJson.Write(Holder).ToArray(), Token);
        await File.WriteAllTextAsync(Path.Combine(Folder, "last-applied.json.7" + AtomicFile.TemporarySuffix), "{", Token);
        Assert.Equal((true, Holder), await store.UnlockAsync(Token));
        Assert.Equal((false, null), await store.UnlockAsync(Token));
        Assert.Equal([".gitignore", "lock"], Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Holder_OfWhatADeadProcessLeft_IsNobody()
    {
        await using var store = Open();
        await using (await LockAsync(store)) { }
        await File.WriteAllBytesAsync(Path.Combine(Folder, "lock.json"), LockHolderJson.Write(Holder).ToArray(), Token);
        Assert.Null(await store.ReadHolderAsync(Token));
        Assert.True(File.Exists(Path.Combine(Folder, "lock.json")));
        await using var held = await LockAsync(store);
        await File.WriteAllTextAsync(Path.Combine(Folder, "lock.json"), "{ half", Token);
        Assert.Equal(LockHolder.Unknown, await store.ReadHolderAsync(Token));
    }

    [Fact]
    public async Task Lock_OfALivingProcess_IsTakenAwayByNobody()
    {
        await using var store = Open();
        await using var held = await LockAsync(store);
        Assert.Equal((false, Holder), await store.BreakLockAsync(Holder.RunId, Token));
        Assert.Equal(Holder, await store.ReadHolderAsync(Token));
    }

    [Fact]
    public async Task Lock_AfterAProcessThatDied_IsTakenAtOnce()
    {
        await using var store = Open();
        await using (await LockAsync(store)) { }
        await File.WriteAllTextAsync(Path.Combine(Folder, "lock.json"), "{ half", Token);
        await using var held = await LockAsync(store);
        Assert.NotNull(held);
    }

    [Fact]
    public async Task Lock_WhereAFileStandsInTheWay_IsADiagnostic()
    {
        await File.WriteAllTextAsync(Folder, "", Token);
        await using var store = Open();
        var refused = await Assert.ThrowsAsync<ProviderException>(() => store.TryLockAsync(Holder, Token));
        Assert.Equal("XDS8002", refused.Diagnostic.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("""{"format_version":"1.0","deployment":"d","targets":{},"entries":[{"address":"partner/a.com@x","protect":false,"values":{"colour":"red"},"write_only":{}}]}""")]
    [InlineData("""{"format_version":"1.0","deployment":"d","targets":{},"entries":[{"address":"partner/a.com@x","protect":false,"values":{"keepAlive":"yes"},"write_only":{}}]}""")]
    [InlineData("""{"format_version":"1.0","deployment":"d","targets":{},"entries":[],"lineage":"x"}""")]
    [InlineData("""{"format_version":"0.9","deployment":"d","targets":{},"entries":[]}""")]
    public async Task LastApplied_Damaged_IsNeverEmpty(string content)
    {
        var refused = await ReadAsync(content);
        Assert.Equal("XDS8003", refused.Diagnostic.Code);
        Assert.NotNull(refused.Diagnostic.Where);
        Assert.Contains("loses nothing but", refused.Diagnostic.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    public async Task LastApplied_OfANewerVersion_IsRefused(string version) =>
        Assert.Equal("XDS8004", (await ReadAsync("{\"format_version\":\"" + version + "\",\"entries\":{}}")).Diagnostic.Code);

    [Fact]
    public async Task LastApplied_OfTenThousand_IsQuick()
    {
        await using var store = Open();
        await using var held = await LockAsync(store);
        var record = LastApplied.None with
        {
            Entries = LastApplied.None.Entries.AddRange(Enumerable.Range(0, 10_000).Select(n => new Resource(new ResourceId(Partner.Kind, $"d{n}.com")).With(Partner.Type, PartnerType.Federated).With(Partner.ConnectionLimit, n))
                .Select(resource => KeyValuePair.Create(new Address(resource.Id, "lync"), new LastAppliedEntry(resource, false, LastAppliedEntry.NothingWritten)))),
        };
        var clock = Stopwatch.StartNew();
        await store.WriteLastAppliedAsync(record, Token);
        var read = await store.ReadLastAppliedAsync(Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.ElapsedMilliseconds} ms");
        Assert.Equal(10_000, read.Entries.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_WithATornLine_IsReadAndReportedAsCutOff()
    {
        await using var store = Open();
        await store.AppendAsync("r1", [RunEvents.Started(Now, "hanna", "admin1", "apply", null, null)], Token);
        await File.AppendAllTextAsync(Path.Combine(Folder, "runs", "r1.jsonl"), "{\"at\": \"2026-11", Token);
        var read = await store.ReadRunAsync("r1", Token);
        Assert.Equal([RunEvents.StartedType, RunEvents.CutOffType], read!.Value.Select(entry => entry.Type));
        Assert.Null(Assert.Single(await store.ListRunsAsync(Token)).Outcome);

        await store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token);
        Assert.Equal([RunEvents.StartedType, RunEvents.CutOffType, RunEvents.FinishedType], (await store.ReadRunAsync("r1", Token))!.Value.Select(entry => entry.Type));
    }

    [Fact]
    public async Task Run_CutOffBeforeItsFirstLine_WasNone()
    {
        await using var store = Open();
        await store.AppendAsync("r1", [RunEvents.Started(Now, "hanna", "admin1", "apply", null, null)], Token);
        await File.WriteAllTextAsync(Path.Combine(Folder, "runs", "r2.jsonl"), "", Token);

        Assert.Equal("r1", Assert.Single(await store.ListRunsAsync(Token)).Id);
        Assert.Null(await store.ReadRunAsync("r2", Token));

        await store.AppendAsync("r2", [RunEvents.Started(Now, "otto", "admin1", "apply", null, null)], Token);
        Assert.Equal(2, (await store.ListRunsAsync(Token)).Length);
    }

    public void Dispose() => root.Dispose();

    private async Task<ProviderException> ReadAsync(string content)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(LastAppliedFile, content, Token);
        await using var store = Open();
        return await Assert.ThrowsAsync<ProviderException>(() => store.ReadLastAppliedAsync(Token));
    }
}
