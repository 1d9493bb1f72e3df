using XmppDesiredState.Files;

namespace XmppDesiredState.Engine.Runs;

public sealed class VerdictHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 15, 0, TimeSpan.Zero);
    private readonly TemporaryFolder root = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(root.Path, ".xmppstate");

    private string HistoryFolder => Path.Combine(Store, "history");

    private string HistoryFile => Path.Combine(HistoryFolder, "verdicts.json");

    [Fact]
    public void With_ALookThatComesLate_ChangesNoVerdictButCounts()
    {
        var past = PastLooks.First(PastVerdict.CannotWork, Now).With(PastVerdict.CannotWork, Now.AddHours(2));
        Assert.Equal(new PastLooks(PastVerdict.CannotWork, Now, Now.AddHours(2), 2, Now.AddHours(1)), past.With(PastVerdict.Works, Now.AddHours(1)));
        Assert.Equal(new PastLooks(PastVerdict.CannotWork, Now.AddHours(-1), Now.AddHours(2), 3, null), past.With(PastVerdict.CannotWork, Now.AddHours(-1)));
        Assert.Equal(new PastLooks(PastVerdict.Works, Now.AddHours(3), Now.AddHours(3), 1, Now.AddHours(3)), past.With(PastVerdict.Works, Now.AddHours(3)));
    }

    [Fact]
    public async Task With_ALookThatDecidesNothing_EndsNoRow()
    {
        var (history, _) = await FoldAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now).With("fabrikam.com", PastVerdict.CannotWork, Now.AddHours(1))
            .With("fabrikam.com", PastVerdict.CannotWork, Now.AddHours(2)).With("fabrikam.com", PastVerdict.CannotTell, Now.AddHours(3)).With("fabrikam.com", PastVerdict.CannotTell, Now.AddHours(4)));
        var undecided = history!.Domains["fabrikam.com"];
        Assert.Equal((PastVerdict.CannotTell, Now.AddHours(3), 2, Now), (undecided.Verdict, undecided.Since, undecided.Times, undecided.Worked));

        (history, _) = await FoldAsync(history => history.With("fabrikam.com", PastVerdict.CannotWork, Now.AddHours(5)));
        Assert.Equal(new PastLooks(PastVerdict.CannotWork, Now.AddHours(1), Now.AddHours(5), 3, Now), history!.Domains["fabrikam.com"]);
        Assert.Equal(PastLooks.First(PastVerdict.Works, Now.AddHours(5)), undecided.With(PastVerdict.Works, Now.AddHours(5)));
    }

    [Fact]
    public void Bounded_OfTooMany_ForgetsThoseLookedAtLongestAgo()
    {
        var history = VerdictHistory.None;
        for (var n = 0; n < VerdictHistory.Most + 5; n++) history = history.With($"d{n}.example", PastVerdict.Works, Now.AddSeconds(n));
        var bounded = history.Bounded();
        Assert.Equal(VerdictHistory.Most, bounded.Domains.Count);
        Assert.DoesNotContain("d4.example", bounded.Domains.Keys);
        Assert.Contains("d5.example", bounded.Domains.Keys);
    }

    [Fact]
    public async Task Fold_OnAFolder_WritesPrivateFilesAndNoneForNothing()
    {
        await FoldAsync(history => history);
        Assert.False(File.Exists(HistoryFile));
        await FoldAsync(Look);
        if (!OperatingSystem.IsWindows()) Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(HistoryFile));
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(Store, ".gitignore"), Token));
    }

    [Fact]
    public async Task Fold_AfterAProcessThatDied_RemovesWhatItLeft()
    {
        await FoldAsync(Look);
        await File.WriteAllTextAsync(HistoryFile + ".7" + AtomicFile.TemporarySuffix, "{", Token);
        await FoldAsync(Look);
        Assert.Equal([".lock", "verdicts.json"], Directory.EnumerateFiles(HistoryFolder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("""{"format_version":"1.0","domains":[{"domain":"a.com","verdict":"perhaps","since":"2026-11-23T13:15:00Z","last":"2026-11-23T13:15:00Z","times":1,"worked":null}]}""")]
    [InlineData("""{"format_version":"1.0","domains":[{"domain":"a.com","verdict":"works","since":"yesterday","last":"2026-11-23T13:15:00Z","times":1,"worked":null}]}""")]
    public async Task Fold_OnADamagedFile_BeginsAnewSaysSoAndKeepsIt(string content)
    {
        await FoldAsync(Look);
        await File.WriteAllTextAsync(HistoryFile, content, Token);
        Assert.Equal("XDS8008", (await FoldAsync(history => history)).Problem?.Code);
        Assert.Equal(content, await File.ReadAllTextAsync(HistoryFile, Token));

        var (history, problem) = await FoldAsync(Look);
        Assert.Equal("XDS8008", problem?.Code);
        Assert.Equal(1, history!.Domains["fabrikam.com"].Times);
        Assert.Equal(content, await File.ReadAllTextAsync(Path.Combine(HistoryFolder, "verdicts.damaged.json"), Token));
        Assert.Null((await FoldAsync(Look)).Problem);
    }

    [Fact]
    public async Task Fold_OnAFileOfANewerVersion_LeavesItAndSaysSo()
    {
        Directory.CreateDirectory(HistoryFolder);
        await File.WriteAllTextAsync(HistoryFile, """{"format_version":"1.1","sites":[]}""", Token);
        var (history, problem) = await FoldAsync(Look);
        Assert.Null(history);
        Assert.Equal("XDS8009", problem?.Code);
        Assert.Contains("1.1", problem?.Summary, StringComparison.Ordinal);
        Assert.Contains("sites", await File.ReadAllTextAsync(HistoryFile, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fold_WhereAFileStandsInTheWay_IsAWarningAndNothingIsKnown()
    {
        await File.WriteAllTextAsync(Store, "", Token);
        var (history, problem) = await FoldAsync(Look);
        Assert.Null(history);
        Assert.Equal("XDS8009", problem?.Code);
    }

    public void Dispose() => root.Dispose();

    private static VerdictHistory Look(VerdictHistory history) => history.With("fabrikam.com", PastVerdict.CannotWork, Now);

    private async Task<(VerdictHistory? History, Diagnostics.Diagnostic? Problem)> FoldAsync(Func<VerdictHistory, VerdictHistory> fold)
    {
        await using var store = new FolderRunStore(Store, TimeProvider.System);
        return await store.FoldHistoryAsync(fold, Token);
    }
}
