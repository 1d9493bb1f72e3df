using System.Globalization;
using System.Text.RegularExpressions;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

/// <summary>Every kind of edit in every look-alike: which bytes change is computed without the provider, and what the zone then means is BIND's word.</summary>
[TakesLong(50)]
public sealed partial class ZoneCorpusTests
{
    private const string Owner = "_xmpp-server._tcp.example.test", Other = "_xmpps-server._tcp.new.example.test";

    // Sorts of hunks: the serial, what the edit is about, an owner written out, a time to live written out, a repetition of the record removed.
    private const int Serial = 0, Edit = 1, OwnerWritten = 2, TtlWritten = 3, Repetition = 4;

    private static readonly SrvTarget Added = new(77, 7, 5269, "added.example.net");

    public static TheoryData<string> Files => [.. Directory.GetFiles(ZoneFolder.Corpus, "*.zone").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> WithServers => [.. Files.Select(row => row.Data).Where(file => file != "absent-service.zone")];

    [Fact]
    public void Corpus_HasEveryLookAlike() => Assert.True(Files.Count >= 48);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Observe_Corpus_EqualsWhatBindReads(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var read = await folder.ManagedAsWeReadAsync();
        Assert.NotEmpty(read);
        Assert.Equal(await folder.ManagedAsBindReadsAsync(), read);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Update_Target_ChangesOneWord(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var (before, present) = (folder.AllText, await PresentAsync(folder));
        var targets = present.Get(SrvRecord.Targets);
        await ApplyAsync(folder, Owner, present.Without(SrvRecord.Ttl).With(SrvRecord.Targets, [targets[0] with { Target = "moved.example.net" }, .. targets[1..]]));
        var hunks = Records(before).Select(entry => new ByteHunk(entry.Words[^1].Start, entry.Words[^1].Length, "moved.example.net.", Edit));
        AssertOnly(before, folder, [.. hunks, .. Removals(before, Repetition)], 1, repetitions: 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Update_Ttl_ChangesOneWordOfEachRecord(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var (before, present) = (folder.AllText, await PresentAsync(folder));
        await ApplyAsync(folder, Owner, present.With(SrvRecord.Ttl, TimeSpan.FromSeconds(120)));
        var hunks = Records(before).Select(entry => Enumerable.Range(entry.IsBlankOwner ? 0 : 1, 2).FirstOrDefault(index => index < entry.Type && Ttl().IsMatch(entry.Word(index)), -1) is >= 0 and var written
            ? new ByteHunk(entry.Words[written].Start, entry.Words[written].Length, "120", Edit) : new ByteHunk(entry.Words[entry.Type].Start, 0, "120 ", Edit));
        AssertOnly(before, folder, hunks, CountOf(file, present));
    }

    [Theory]
    [MemberData(nameof(WithServers))]
    public async Task Update_OneMoreTarget_AddsOneLineBesideItsSiblings(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var (before, present) = (folder.AllText, await PresentAsync(folder));
        await ApplyAsync(folder, Owner, present.Without(SrvRecord.Ttl).With(SrvRecord.Targets, [.. present.Get(SrvRecord.Targets), Added]));
        var hunks = from entry in Records(before)
                    from ttl in new[] { present.Get(SrvRecord.Ttl).TotalSeconds, 3600 }.Distinct()
                    let line = $"{Owner}. {ttl} IN SRV 77 7 5269 added.example.net."
                    select new ByteHunk(entry.End, 0, before[entry.End - 1] == '\n' ? line + LineEnd(folder) : LineEnd(folder) + line, Edit);
        AssertOnly(before, folder, hunks, 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Create_Set_AddsOneLineInItsBlock(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var before = folder.AllText;
        await ApplyAsync(folder, Other, ZoneFolder.Srv(Other, 300, Added));
        AssertOnly(before, folder, [NewSet(folder, before, file)], 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Delete_Set_RemovesItsLines(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var (before, present) = (folder.AllText, await PresentAsync(folder));
        await ApplyAsync(folder, Owner, null);
        AssertOnly(before, folder, Removals(before, Edit), CountOf(file, present));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Delete_EachRecordOfTheSet_RemovesItsLine(string file)
    {
        using var first = ZoneFolder.OfCorpus(file);
        var targets = (await PresentAsync(first)).Get(SrvRecord.Targets);
        foreach (var target in targets.Length > 1 ? targets : [])
        {
            using var folder = ZoneFolder.OfCorpus(file);
            var (before, present) = (folder.AllText, await PresentAsync(folder));
            await ApplyAsync(folder, Owner, present.Without(SrvRecord.Ttl).With(SrvRecord.Targets, targets.Remove(target)));
            AssertOnly(before, folder, [.. Removals(before, Edit), .. Removals(before, Repetition)], 1, repetitions: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Delete_OfASetJustCreated_GivesTheFileBackButItsSerial(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var before = folder.AllText;
        await ApplyAsync(folder, Other, ZoneFolder.Srv(Other, 300, Added));
        await ApplyAsync(folder, Other, null);
        var serial = NewSerial(before);
        // What ended without a line end has one now.
        var end = before[^1] == '\n' ? "" : LineEnd(folder);
        Assert.True(ByteHunk.Explain(before + end, folder.AllText, [serial with { New = $"{uint.Parse(serial.New, CultureInfo.InvariantCulture) + 1}" }], [1], [1]), folder.Text);
    }

    [Theory]
    [InlineData("blank-owner.zone")]
    [InlineData("origin-root.zone")]
    [InlineData("quoted-punctuation.zone")]
    [InlineData("crlf-parentheses.zone")]
    [InlineData("tabs-and-trailing-blanks.zone")]
    [InlineData("no-class-after-blank-owner.zone")]
    public async Task Delete_SetWhoseOwnerTheNextLineTakesOver_WritesItOut(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        await ApplyAsync(folder, Owner, null);
        Assert.Matches($"(?m)^{Regex.Escape(Owner)}\\.[ \t]", folder.Text);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Proof_OfASpoiltOutput_Fails(string file)
    {
        using var folder = ZoneFolder.OfCorpus(file);
        var before = folder.AllText;
        await ApplyAsync(folder, Other, ZoneFolder.Srv(Other, 300, Added));
        var (good, hunk) = (folder.AllText, NewSet(folder, before, file));
        string[] spoilt = [good.Replace("\n", "\r\n", StringComparison.Ordinal), good.Replace(" ", "  ", StringComparison.Ordinal), good[..^1], good + "\n",
            good.Replace(NewSerial(before).New, NewSerial(before).New + " ", StringComparison.Ordinal), good.Replace(Owner[..8], Owner[..7], StringComparison.OrdinalIgnoreCase), good.Replace("\n", "\n\n", StringComparison.Ordinal),
            good.Replace(";", "; ", StringComparison.Ordinal), Comment().Replace(good, "", 1)];
        Assert.True(Explains(before, good, [hunk], 1, 0));
        Assert.All(spoilt.Where(text => text != good), text => Assert.False(Explains(before, text, [hunk], 1, 0)));
    }

    private static async Task<Resource> PresentAsync(ZoneFolder folder) => (await folder.FindAsync(Owner))!.Resource;

    private static async Task ApplyAsync(ZoneFolder folder, string owner, Resource? after)
    {
        var others = Others(await folder.BindReadsAsync(), owner);
        var outcome = Assert.Single(await ZoneFolder.ExecuteAsync(folder.Provider(new Value.Text("auto")), await folder.StepAsync(1, owner, after)));
        Assert.True(outcome.Result == StepResult.Applied, $"{outcome.Result} {outcome.Diagnostic}");
        Assert.Empty(folder.Progress);
        Assert.Equal(after?[SrvRecord.Targets], (await folder.FindAsync(owner))?.Resource[SrvRecord.Targets]);
        Assert.Equal(others, Others(await folder.BindReadsAsync(), owner));
        Assert.Equal(await folder.ManagedAsBindReadsAsync(), await folder.ManagedAsWeReadAsync());
    }

    // All that BIND reads but the set itself, with times to live. A name's case is whoever's wrote it first.
    private static List<string> Others(List<string> lines, string owner) => [.. lines.Select(line => line.ToLowerInvariant()).Where(line => !line.StartsWith(owner + ". ", StringComparison.Ordinal) || line.Split(' ')[3] != "srv")];

    private static void AssertOnly(string before, ZoneFolder folder, IEnumerable<ByteHunk> hunks, int count, int repetitions = 0) =>
        Assert.True(Explains(before, folder.AllText, hunks, count, repetitions), $"More changed than should:\n{before}\n=====\n{folder.AllText}");

    private static bool Explains(string before, string after, IEnumerable<ByteHunk> hunks, int count, int repetitions)
    {
        var entries = EntryScan.All(before);
        // Without a default from the start, a line can take its time to live over from a record before it.
        var hasDefault = Default().Match(before) is { Success: true } match && match.Index < entries.First(entry => entry.Words.Count > 3).Start;
        var owners = entries.Where(entry => entry.IsBlankOwner).Select(entry => new ByteHunk(entry.Start, 0, Owner + ".", OwnerWritten));
        var ttls = from entry in hasDefault ? [] : entries
                   from word in entry.Words.Take(4)
                   from ttl in new[] { "600 ", "86400 ", "300 ", "7200 ", "3600 " }
                   select new ByteHunk(word.Start, 0, ttl, TtlWritten);
        return ByteHunk.Explain(before, after, [NewSerial(before), .. hunks, .. owners, .. ttls], [1, count, 0, 0, 0], [1, count, 1, 1, repetitions]);
    }

    private static IEnumerable<EntryScan> Records(string text) => EntryScan.All(text).Where(entry => entry.IsSrv);

    private static IEnumerable<ByteHunk> Removals(string text, int sort) => Records(text).Select(entry => new ByteHunk(entry.Start, entry.End - entry.Start, "", sort));

    private static ByteHunk NewSerial(string text)
    {
        var soa = EntryScan.All(text).First(entry => Enumerable.Range(0, Math.Min(4, entry.Words.Count)).Any(index => entry.Word(index).Equals("SOA", StringComparison.OrdinalIgnoreCase)));
        var index = Enumerable.Range(0, 4).First(index => soa.Word(index).Equals("SOA", StringComparison.OrdinalIgnoreCase)) + 3;
        var next = soa.Word(index) switch { "2026010101" => "2026112301", "7" => "8", "4294967295" or "0" => "1", "0000000041" => "42", var other => throw new ArgumentOutOfRangeException(nameof(text), other, "No such serial is in the corpus.") };
        return new ByteHunk(soa.Words[index].Start, soa.Words[index].Length, next, Serial);
    }

    private static ByteHunk NewSet(ZoneFolder folder, string before, string file)
    {
        var (end, line) = (LineEnd(folder), $"{Other}. 300 IN SRV 77 7 5269 added.example.net.");
        if (file == "managed-block.zone") return new ByteHunk(before.IndexOf("; <<< managed", StringComparison.Ordinal), 0, line + end, Edit);
        string[] block = ["; >>> managed by xmppstate: it adds and removes the records down to the closing line", line, "; <<< managed by xmppstate", ""];
        return new ByteHunk(before.Length, 0, (before[^1] == '\n' ? "" : end) + string.Join(end, block), Edit);
    }

    private static string LineEnd(ZoneFolder folder) => folder.Text[..folder.Text.IndexOf('\n', StringComparison.Ordinal)].EndsWith('\r') ? "\r\n" : "\n";

    private static int CountOf(string file, Resource present) => present.Get(SrvRecord.Targets).Length + (file == "repeated-records.zone" ? 1 : 0);

    [GeneratedRegex("^[0-9][0-9wdhms]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Ttl();

    [GeneratedRegex(@"^\$TTL", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Default();

    [GeneratedRegex(";[^\n]*")]
    private static partial Regex Comment();
}
