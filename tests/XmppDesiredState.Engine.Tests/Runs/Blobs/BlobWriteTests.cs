using System.Text;
using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>Answers that are lost and answers that refuse: what stands in the container decides, and nothing is written twice or over somebody else's.</summary>
public sealed class BlobWriteTests : IAsyncDisposable
{
    private static readonly LockHolder Holder = new("r1", "hanna", "admin1", 42, "apply", DateTimeOffset.UnixEpoch);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 15, 0, TimeSpan.Zero);

    private readonly ScriptedBlobs blobs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => blobs.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_WhoseAnswerWasLost_StandsThereOnce(bool wasCarriedOut)
    {
        await using var store = await LockedAsync();
        LoseOnce("put", "last-applied.json", wasCarriedOut);
        await store.WriteLastAppliedAsync(Record("one"), Token);
        await store.WriteLastAppliedAsync(Record("two"), Token);
        Assert.Equal("two", (await store.ReadLastAppliedAsync(Token)).Deployment);
    }

    [Fact]
    public async Task Record_WhoseAnswerWasLostAndThatIsAnothersNow_IsLeftAlone()
    {
        await using var store = await LockedAsync();
        LoseOnce("put", "last-applied.json", wasCarriedOut: false, () => blobs["last-applied.json"] = LastAppliedJson.Write(Record("other")).ToMemory().ToArray());
        Assert.Equal("XDS8016", await CodeOf(() => store.WriteLastAppliedAsync(Record("one"), Token)));
        Assert.Equal("other", (await store.ReadLastAppliedAsync(Token)).Deployment);
    }

    [Fact]
    public async Task Record_WithoutAnyAnswer_IsUnknown()
    {
        await using var store = await LockedAsync();
        blobs.Before = (call, name) => call == "put" ? ScriptedBlobs.Lost : null;
        Assert.Equal("XDS8014", await CodeOf(() => store.WriteLastAppliedAsync(Record("one"), Token)));
        Assert.Equal(4 + 1, blobs.Calls.Count(call => call == "put last-applied.json"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WhoseAnswerWasLost_StandsThereOnce(bool wasCarriedOut)
    {
        await using var store = Store();
        await store.AppendAsync("r1", [RunEvents.Finished(Now, "One.")], Token);
        LoseOnce("append", "runs/r1.jsonl", wasCarriedOut);
        await store.AppendAsync("r1", [RunEvents.Finished(Now, "Two.")], Token);
        await store.AppendAsync("r1", [RunEvents.Finished(Now, "Three.")], Token);
        Assert.Equal(3, Encoding.UTF8.GetString(blobs["runs/r1.jsonl"]!).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task History_WhoseAnswerWasLost_CountsOnce(bool wasCarriedOut)
    {
        await using var store = Store();
        LoseOnce("put", "history/verdicts.json", wasCarriedOut);
        var (history, problem) = await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now), Token);
        Assert.Null(problem);
        Assert.Equal(1, history!.Domains["fabrikam.com"].Times);
        Assert.Equal(1, (await store.FoldHistoryAsync(history => history, Token)).History!.Domains["fabrikam.com"].Times);
    }

    [Fact]
    public async Task History_WhoseAnswerWasLostAndThatIsAnothersNow_IsSaidNotToBeKept()
    {
        await using var store = Store();
        LoseOnce("put", "history/verdicts.json", wasCarriedOut: false, () => blobs["history/verdicts.json"] = VerdictHistoryJson.Write(VerdictHistory.None.With("other.example", PastVerdict.Works, Now)).ToMemory().ToArray());
        Assert.Equal("XDS8009", (await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now), Token)).Problem?.Code);
    }

    [Fact]
    public async Task Write_ThatIsThrottled_IsSentAgain()
    {
        await using var store = await LockedAsync();
        var refused = 3;
        blobs.Before = (call, _) => call == "put" && refused-- > 0 ? new BlobException(BlobTrouble.Throttled, "status 503") { Wait = TimeSpan.FromMilliseconds(2) } : null;
        await store.WriteLastAppliedAsync(Record("one"), Token);
        Assert.Equal("one", (await store.ReadLastAppliedAsync(Token)).Deployment);
    }

    [Fact]
    public async Task Write_ThatIsToWaitForLong_IsGivenUp()
    {
        await using var store = await LockedAsync();
        blobs.Before = (call, _) => call == "put" ? new BlobException(BlobTrouble.Throttled, "status 503") { Wait = TimeSpan.FromSeconds(61) } : null;
        Assert.Equal("XDS8012", await CodeOf(() => store.WriteLastAppliedAsync(Record("one"), Token)));
    }

    [Theory]
    [InlineData(BlobTrouble.ContainerAbsent, "XDS8010")]
    [InlineData(BlobTrouble.SignIn, "XDS8011")]
    [InlineData(BlobTrouble.Unauthorized, "XDS8011")]
    [InlineData(BlobTrouble.Forbidden, "XDS8011")]
    [InlineData(BlobTrouble.Throttled, "XDS8012")]
    [InlineData(BlobTrouble.Unclear, "XDS8013")]
    [InlineData(BlobTrouble.Refused, "XDS8017")]
    [InlineData(BlobTrouble.TooLarge, "XDS8018")]
    public async Task Read_ThatFails_IsNeverEmpty(BlobTrouble trouble, string code)
    {
        await using var store = Store();
        blobs.Before = (_, _) => new BlobException(trouble, "status 4711");
        Assert.Equal(code, await CodeOf(() => store.ReadLastAppliedAsync(Token)));
        Assert.Equal(code, await CodeOf(() => store.ListRunsAsync(Token)));
        Assert.Equal(code, await CodeOf(() => store.ReadRunAsync("r1", Token)));
        Assert.Equal(code, await CodeOf(() => store.UnlockAsync(Token)));
        Assert.Equal(code, (await Assert.ThrowsAsync<ProviderException>(() => store.ReadLastAppliedAsync(Token))).Diagnostic.Code);
        Assert.Equal("XDS8009", (await store.FoldHistoryAsync(history => history, Token)).Problem?.Code);
    }

    private BlobRunStore Store() => new(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(1));

    private async Task<BlobRunStore> LockedAsync()
    {
        var store = Store();
        Assert.NotNull((await store.TryLockAsync(Holder, Token)).Lock);
        return store;
    }

    private void LoseOnce(string call, string name, bool wasCarriedOut, Action? meanwhile = null)
    {
        var isLost = false;
        BlobException? Lose(string asked, string of)
        {
            if (isLost || (asked, of) != (call, name)) return null;
            isLost = true;
            meanwhile?.Invoke();
            return ScriptedBlobs.Lost;
        }

        if (wasCarriedOut) blobs.After = Lose;
        else blobs.Before = Lose;
    }

    private static LastApplied Record(string deployment) => LastApplied.None with { Deployment = deployment };

    private static async Task<string> CodeOf(Func<Task> action) => (await Assert.ThrowsAsync<ProviderException>(action)).Diagnostic.Code;
}
