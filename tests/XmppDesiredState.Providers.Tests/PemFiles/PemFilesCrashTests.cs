using XmppDesiredState.Changes;

namespace XmppDesiredState.Providers.Tests.PemFiles;

/// <summary>
/// A process may be killed between any two files. Each of these takes the folder before a step and after it, and tries every mixture of old and
/// new files: more states than a kill can leave, so the order of writing does not matter here. Each must be seen as what it is, and be finished.
/// </summary>
public sealed class PemFilesCrashTests
{
    private static readonly string[] LiveFiles = ["certificate.pem", "chain.pem", "fullchain.pem", "key.pem"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Install_anyMixture_isFinishedByTheNext(bool isFirst)
    {
        using var flow = new CertificateFlow();
        var old = isFirst ? null : await flow.ApplyAsync();
        var wanted = await flow.ObtainAsync();
        var unseen = await flow.SeenAsync();
        var before = CertificateFlow.Snapshot(flow.Live());
        await flow.InstallAsync(wanted);
        var after = CertificateFlow.Snapshot(flow.Live());

        foreach (var replaced in Subsets(LiveFiles))
        {
            // The former pair was saved before the first file was replaced.
            var mixture = Mix(before, after, [.. replaced, .. isFirst ? [] : LiveFiles.Select(file => Path.Combine("previous", file))]);
            CertificateFlow.Restore(flow.Live(), mixture);

            var seen = (await flow.ThumbprintsAsync()).GetValueOrDefault("local");
            Assert.Contains(seen, new[] { old, wanted, "", null });
            if (seen == wanted) Assert.True(new[] { "certificate.pem", "fullchain.pem", "key.pem" }.All(file => mixture[file].SequenceEqual(after[file])), string.Join(' ', replaced));
            if (seen == old && old is not null) Assert.True(new[] { "certificate.pem", "fullchain.pem", "key.pem" }.All(file => mixture[file].SequenceEqual(before[file])), string.Join(' ', replaced));
            // The same plan once more, and a new one; the former pair is never replaced by half of one.
            foreach (var plan in new[] { unseen, await flow.SeenAsync() })
            {
                CertificateFlow.Restore(flow.Live(), mixture);
                Assert.Equal(wanted, CertificateFlow.Good(await flow.RunAsync(Operation.Install, installed: wanted, before: plan)));
                AssertSame(after, CertificateFlow.Snapshot(flow.Live()), isFirst ? [] : ["previous"], seen == wanted ? [] : LiveFiles);
                Assert.Null(await flow.NextAsync());
            }

            if (old is not null) Assert.Equal(old, CertificateFlow.Good(await flow.RunAsync(Operation.Restore, installed: old)));
        }
    }

    [Fact]
    public async Task Install_cutOffWhileTheFormerPairIsSaved_savesItAgain()
    {
        using var flow = new CertificateFlow();
        await flow.ApplyAsync();
        var second = await flow.ApplyAsync();
        var third = await flow.ObtainAsync();
        var before = CertificateFlow.Snapshot(flow.Live());
        await flow.InstallAsync(third);
        var after = CertificateFlow.Snapshot(flow.Live());

        foreach (var saved in Subsets(LiveFiles))
        {
            CertificateFlow.Restore(flow.Live(), Mix(before, after, [.. saved.Select(file => Path.Combine("previous", file))]));

            Assert.Equal(second, (await flow.ThumbprintsAsync())["local"]);
            CertificateFlow.Good(await flow.RunAsync(Operation.Install, installed: third));
            Assert.Equal(second, CertificateFlow.Good(await flow.RunAsync(Operation.Restore, installed: second)));
        }
    }

    [Fact]
    public async Task Request_anyMixture_isRepeated()
    {
        using var flow = new CertificateFlow();
        await flow.RunAsync(Operation.Request);
        var after = CertificateFlow.Snapshot(flow.Live());

        foreach (var written in Subsets(["key.pem", "request.json", "request.pem"]))
        {
            CertificateFlow.Restore(flow.Live(), Mix([], after, [.. written.Select(file => Path.Combine("next", file))]));
            var seen = await flow.ObserveAsync();

            Assert.Equal(written.Length == 3, await flow.NextAsync() is not null);
            // Only the last file says that there is a request.
            Assert.Equal(written.Contains("request.json") && written.Length < 3 ? ["XDS9303"] : [], seen.Notes.Select(note => note.Code));
            Assert.Equal(written.Length == 3 ? StepResult.AlreadyThere : StepResult.Applied, (await flow.RunAsync(Operation.Request)).Result);
            await flow.InstallAsync(await flow.ObtainAsync());
        }
    }

    [Fact]
    public async Task Restore_anyMixture_isFinishedByTheNext()
    {
        using var flow = new CertificateFlow();
        var old = await flow.ApplyAsync();
        var bad = await flow.ApplyAsync();
        var unseen = await flow.SeenAsync();
        var before = CertificateFlow.Snapshot(flow.Live());
        await flow.RunAsync(Operation.Restore, installed: old);
        var after = CertificateFlow.Snapshot(flow.Live());

        foreach (var replaced in Subsets(LiveFiles))
        {
            // The request was reopened before the first file was replaced.
            var moved = after.Where(file => !LiveFiles.Contains(file.Key)).Select(file => file.Key);
            var mixture = Mix(before, after, [.. replaced, .. moved]);
            foreach (var gone in before.Keys.Where(file => file.StartsWith("last", StringComparison.Ordinal)).ToArray()) mixture.Remove(gone);
            CertificateFlow.Restore(flow.Live(), mixture);

            Assert.Equal(old, CertificateFlow.Good(await flow.RunAsync(Operation.Restore, installed: old, before: unseen)));
            AssertSame(after, CertificateFlow.Snapshot(flow.Live()), ["previous", "next"], LiveFiles);
            Assert.Equal(bad, (await flow.NextAsync())!.Accepted);
        }
    }

    [Fact]
    public async Task Finish_cutOff_isNoRequestToARenewal()
    {
        using var flow = new CertificateFlow();
        var first = await flow.ObtainAsync();
        var accepted = CertificateFlow.Snapshot(flow.Live());
        await flow.InstallAsync(first);
        var installed = CertificateFlow.Snapshot(flow.Live());
        // Installed, and killed before the request was put away.
        CertificateFlow.Restore(flow.Live(), Mix(accepted, installed, LiveFiles));

        Assert.Null(await flow.NextAsync());
        Assert.NotEqual(first, await flow.ApplyAsync());
    }

    [Fact]
    public async Task Leftovers_ofKilledWrites_arePassedOver()
    {
        using var flow = new CertificateFlow();
        await flow.ApplyAsync();
        foreach (var name in new[] { "key.pem.1-1.xmppstate-tmp", "next.xmppstate-tmp", "previous/key.pem.1-2.xmppstate-tmp" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(flow.File(name))!);
            File.WriteAllText(flow.File(name), "half a ke");
        }

        await flow.ApplyAsync();
    }

    private static SortedDictionary<string, byte[]> Mix(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after, IReadOnlyCollection<string> replaced)
    {
        var mixture = new SortedDictionary<string, byte[]>(before, StringComparer.Ordinal);
        foreach (var file in replaced)
            if (after.TryGetValue(file, out var content)) mixture[file] = content;
        return mixture;
    }

    private static void AssertSame(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual, string[] folders, string[] files)
    {
        foreach (var file in expected.Keys.Where(file => files.Contains(file) || folders.Any(folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))))
            Assert.True(actual.TryGetValue(file, out var content) && content.SequenceEqual(expected[file]), file);
    }

    private static IEnumerable<string[]> Subsets(string[] files) => Enumerable.Range(0, 1 << files.Length).Select(mask => files.Where((_, index) => (mask & (1 << index)) != 0).ToArray());
}
