using System.Diagnostics;
using System.Text;
using CsCheck;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

public sealed class ZonePropertyTests
{
    private static readonly byte[][] Seeds = [.. Directory.GetFiles(ZoneFolder.Corpus, "*.zone").Select(File.ReadAllBytes)];

    // Seconds: the fuzz tests are bounded by time, so that a slow machine is not kept busy.
    private const int FuzzSeconds = 4;

    private static readonly Gen<string> Line = Gen.OneOf(new[] { "x A 192.0.2.1", " TXT \"a\"", "\tTXT b ; c", "; comment", "", "$TTL 300", "$ORIGIN sub.example.test.", "$ORIGIN example.test.",
        "_xmpp-server._tcp SRV 0 0 5269 a.b.", " SRV 1 0 5269 a.b.", "_xmpp-server._tcp 60 IN SRV ( 2 ; x\n 0 5269\n a.b. )", "_xmpps-server._tcp.example.test. SRV 3 0 5269 a.b.", "y 77 TXT ( a\n b )" }.Select(Gen.Const).ToArray());

    private static readonly Gen<RandomEdit> Edits = Gen.Select(Line.Array[0, 12], Gen.Int[0, 3], Gen.Bool, Gen.OneOf(Gen.Const(60), Gen.Const(3600)), Gen.Bool).Select((lines, count, first, ttl, hasTtl) => new RandomEdit(lines, count, first, ttl, hasTtl));

    [Fact]
    public void Read_MutatedBytes_GivesAZoneOrTheTypedRefusal() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 12]).Sample((seed, changes) =>
        {
            var bytes = (byte[])Seeds[seed].Clone();
            foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
            ReadOrRefuse(bytes);
        }, time: FuzzSeconds, threads: 1);

    [Fact]
    public void Read_ArbitraryBytes_GivesAZoneOrTheTypedRefusal() => Gen.Byte.Array[0, 300].Sample(ReadOrRefuse, time: FuzzSeconds, threads: 1);

    [Fact]
    public Task Execute_RandomEditOfRandomZone_IsExactAndDoneOnce() => Edits.SampleAsync(edit => ExecuteAsync(edit, byBind: false), time: FuzzSeconds, threads: 1);

    [Fact]
    public Task Execute_RandomEditOfRandomZone_IsWhatBindReads() => Edits.SampleAsync(edit => ExecuteAsync(edit.OneTtlInEachSet(), byBind: true), iter: 60, threads: 1);

    private static async Task ExecuteAsync(RandomEdit edit, bool byBind)
    {
        using var folder = new ZoneFolder("@ 900 SOA ns1 hostmaster 1 2 3 4 5\n" + (edit.HasTtl ? "$TTL 1h\n" : "") + "@ NS a.b.\n" + string.Join('\n', edit.Lines) + (byBind ? "\n" : ""));
        var owner = edit.First ? "_xmpp-server._tcp.example.test" : "_xmpps-server._tcp.example.test";
        var before = Others(await folder.ManagedAsWeReadAsync(), owner);
        var bindBefore = byBind ? Others(await folder.BindReadsAsync(), owner) : [];
        var after = edit.Count == 0 ? null : ZoneFolder.Srv(owner, edit.Ttl, [.. Enumerable.Range(0, edit.Count).Select(index => new SrvTarget(index * 2, 0, 5269, "a.b"))]);
        var step = await folder.StepAsync(1, owner, after);
        var outcome = (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0];
        Assert.True(outcome.Result is StepResult.Applied or StepResult.AlreadyThere, $"{outcome.Diagnostic}\n{folder.Text}");
        Assert.Equal(after, (await folder.FindAsync(owner))?.Resource);
        Assert.Equal(before, Others(await folder.ManagedAsWeReadAsync(), owner));
        Assert.Equal(StepResult.AlreadyThere, (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0].Result);
        if (!byBind) return;
        Assert.Equal(bindBefore, Others(await folder.BindReadsAsync(), owner));
        Assert.Equal(await folder.ManagedAsWeReadAsync(), await folder.ManagedAsBindReadsAsync());
    }

    private static List<string> Others(List<string> lines, string owner) => [.. lines.Where(line => !line.StartsWith(owner + " ", StringComparison.Ordinal)
        && !(line.StartsWith(owner + ". ", StringComparison.Ordinal) && line.Contains(" SRV ", StringComparison.Ordinal)))];

    [Fact]
    public async Task Execute_TenChangesAmongTenThousand_IsFast()
    {
        var text = new StringBuilder(ZoneFolder.Head);
        for (var index = 0; index < 10_000; index++) text.Append("_xmpp-server._tcp.d").Append(index).Append(" SRV 0 0 5269 a.b.\n");
        using var folder = new ZoneFolder(text.ToString());
        var provider = folder.Provider();
        await folder.ObserveAsync();
        var steps = Enumerable.Range(0, 10).Select(index => $"_xmpp-server._tcp.d{index * 900}.example.test").Select((owner, index) =>
            new Step(index, "dns", new ResourceId(SrvRecord.Kind, owner), null, Operation.Delete, new ObservedResource(ZoneFolder.Srv(owner, 3600, new SrvTarget(0, 0, 5269, "a.b")), ""), null)).ToArray();
        var clock = Stopwatch.StartNew();
        await folder.ObserveAsync();
        var observed = clock.Elapsed;
        Assert.All(await ZoneFolder.ExecuteAsync(provider, steps), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"observe {observed}, both {clock.Elapsed}");
        Assert.Equal(9_990, (await folder.ObserveAsync()).Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"observe {observed}, both {clock.Elapsed}");
    }

    [Theory]
    [InlineData(2026010101u, 2026112301u)]
    [InlineData(2026112301u, 2026112302u)]
    [InlineData(2030010101u, 2030010102u)]
    [InlineData(7u, 8u)]
    [InlineData(uint.MaxValue, 1u)]
    public void Next_Serial_GoesForward(uint current, uint next) => Assert.Equal(next, SoaSerial.Next(current, new DateOnly(2026, 11, 23)));

    private sealed record RandomEdit(string[] Lines, int Count, bool First, int Ttl, bool HasTtl)
    {
        /// <summary>Where the records of one set have different times to live, BIND's depend on what stands between them: nothing to compare with.</summary>
        public RandomEdit OneTtlInEachSet() => this with { Lines = [.. Lines.Where(line => line != "$TTL 300" && !line.StartsWith("_xmpp-server._tcp 60", StringComparison.Ordinal))] };

        public override string ToString() => $"count {Count}, first {First}, ttl {Ttl}, $TTL {HasTtl}\n{string.Join('\n', Lines)}";
    }


    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            ZoneReader.Read("example.test", new ZoneText("/z", "z", bytes), (from, offset, _) => throw from.Malformed(offset, "No includes here."));
        }
        catch (ProviderException refused)
        {
            Assert.Contains(refused.Diagnostic.Descriptor, ZoneFileDiagnostics.All);
        }
    }
}
