using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using XmppDesiredState.Programs;

namespace XmppDesiredState.Tests.Programs;

/// <summary>With sh, as on the machines that run the tests.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Run_Ends_GivesCodeOutputAndErrors()
    {
        var ended = await EndedAsync(Sh("echo out; echo err >&2; exit 7"));

        Assert.Equal(7, ended.ExitCode);
        Assert.Equal("out\n", ProgramText.Decode(ended.Output.Span));
        Assert.Equal("err", ended.Errors.LastLines(1, []));
    }

    [Fact]
    public async Task Run_Argument_ReachesTheProgramAsItIs()
    {
        string[] odd = ["", " ", "two words", "'", "\"", "$(id)", "*", "\\", "ä\n✓", "-n"];
        var ended = await EndedAsync(new ProgramCall(["sh", "-c", "for a; do printf '%s|' \"$a\"; done", "sh", .. odd], folder, Long));

        Assert.Equal(string.Concat(odd.Select(argument => argument + "|")), ProgramText.Decode(ended.Output.Span));
    }

    [Fact]
    public async Task Run_Input_IsGivenAndClosed() =>
        Assert.Equal("given", ProgramText.Decode((await EndedAsync(Sh("cat") with { Input = "given"u8.ToArray() })).Output.Span));

    [Fact]
    public async Task Run_NoInput_IsClosed() => Assert.Empty((await EndedAsync(Sh("cat"))).Output.ToArray());

    [Fact]
    public async Task Run_InputNobodyReads_DoesNotMatter() =>
        Assert.Equal(0, (await EndedAsync(Sh("exec <&-; exit 0") with { Input = new byte[500_000] })).ExitCode);

    [Fact]
    public async Task Run_Environment_IsAdded()
    {
        var ended = await EndedAsync(Sh("printf %s \"$ADDED ${PATH:+inherited}\"") with { Environment = ImmutableSortedDictionary<string, string>.Empty.Add("ADDED", "a b") });

        Assert.Equal("a b inherited", ProgramText.Decode(ended.Output.Span));
    }

    [Fact]
    public async Task Run_Folder_IsTheWorkingFolder() => Assert.Equal(folder + "\n", ProgramText.Decode((await EndedAsync(Sh("pwd -P"))).Output.Span));

    [Fact]
    public async Task Run_RelativeProgram_IsFoundFromTheFolder()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "tool"), "/bin/sh");

        Assert.Equal(3, (await EndedAsync(new ProgramCall(["./tool", "-c", "exit 3"], folder, Long))).ExitCode);
    }

    [Fact]
    public async Task Run_NameWithoutFolder_IsNeverTakenFromTheWorkingFolder()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "only-here-7f3a"), "/bin/sh");

        Assert.Equal("is not on the PATH", (await NotStartedAsync(new ProgramCall(["only-here-7f3a"], folder, Long))).Why);
    }

    [Theory]
    [InlineData("./none", "is not there")]
    [InlineData("", "has no usable name")]
    [InlineData("./text", "is not there")]
    public async Task Run_CannotStart_SaysWhy(string program, string why)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), "not a program");

        Assert.Equal(why, (await NotStartedAsync(new ProgramCall([program], folder, Long))).Why);
    }

    [Fact]
    public async Task Run_FolderMissing_SaysSo() =>
        Assert.Contains("working folder", (await NotStartedAsync(new ProgramCall(["sh"], Path.Combine(folder, "none"), Long))).Why, StringComparison.Ordinal);

    [Fact]
    public async Task Run_TooLong_StopsItWithItsChildren()
    {
        var result = await RunAsync(Sh("echo begun >&2; sh -c 'echo $$ > child; exec sleep 300' & while [ ! -s child ]; do sleep 0.05; done; wait") with { Time = TimeSpan.FromSeconds(4) });

        Assert.Equal("begun", Assert.IsType<ProgramResult.TimedOut>(result).Errors.LastLines(1, []));
        AssertGone(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "child")), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Run_IgnoresTermination_IsStoppedAllTheSame()
    {
        var clock = Stopwatch.StartNew();

        Assert.IsType<ProgramResult.TimedOut>(await RunAsync(Sh("trap '' TERM INT HUP; while :; do sleep 0.1; done") with { Time = TimeSpan.FromSeconds(0.5) }));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_Cancelled_StopsItAndThrows()
    {
        using var cancel = new CancellationTokenSource();
        var running = ProgramRunner.RunAsync(Sh("echo $$ > self; exec sleep 300"), TimeProvider.System, cancel.Token);
        var self = Path.Combine(folder, "self");
        while (!File.Exists(self) || new FileInfo(self).Length == 0) await Task.Delay(20);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertGone(int.Parse(await File.ReadAllTextAsync(self), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Run_EndlessOutput_IsStopped()
    {
        var result = await RunAsync(Sh("echo $$ > self; exec yes") with { OutputLimit = 100_000 });

        Assert.IsType<ProgramResult.TooMuchOutput>(result);
        AssertGone(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "self")), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Run_OutputAroundTheLimit_IsWholeOrRefused(int bytes, bool fits)
    {
        var result = await RunAsync(Sh($"head -c {bytes} /dev/zero") with { OutputLimit = 1000 });

        if (fits) Assert.Equal(bytes, Assert.IsType<ProgramResult.Ended>(result).Output.Length);
        else Assert.IsType<ProgramResult.TooMuchOutput>(result);
    }

    [Fact]
    public async Task Run_OutputNotWanted_IsPassedOver() =>
        Assert.Empty((await EndedAsync(Sh("head -c 3000000 /dev/zero") with { OutputLimit = 0 })).Output.ToArray());

    [Fact]
    public async Task Run_ManyErrors_KeepsTheLast()
    {
        var ended = await EndedAsync(Sh("seq 1 200000 >&2; echo last >&2"));

        Assert.Equal("200000 / last", ended.Errors.LastLines(2, []));
        Assert.True(ended.Errors.IsCut);
        Assert.Equal(ProgramErrors.Limit, ended.Errors.Tail.Length);
    }

    [Fact]
    public async Task Run_OutputOfAnyEncoding_IsKeptAsBytes() =>
        Assert.Equal(new byte[] { 0xff, 0x00, 0xe9 }, (await EndedAsync(Sh(@"printf '\377\000\351'"))).Output.ToArray());

    [Fact]
    public async Task Run_LeavesADaemonBehind_EndsAtOnceAndLetsItLive()
    {
        var ended = await EndedAsync(Sh("sleep 300 & echo $! > daemon; echo started"));

        Assert.Equal("started\n", ProgramText.Decode(ended.Output.Span));
        using var daemon = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "daemon")), CultureInfo.InvariantCulture));
        Assert.False(daemon.HasExited);
        daemon.Kill();
    }

    [Fact]
    public async Task Run_KilledBySignal_HasItsNumber() => Assert.Equal(128 + 9, (await EndedAsync(Sh("kill -9 $$"))).ExitCode);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ProgramCall Sh(string script) => new(["sh", "-c", script], folder, Long);

    private static Task<ProgramResult> RunAsync(ProgramCall call) => ProgramRunner.RunAsync(call, TimeProvider.System, CancellationToken.None);

    private static async Task<ProgramResult.Ended> EndedAsync(ProgramCall call) => Assert.IsType<ProgramResult.Ended>(await RunAsync(call));

    private static async Task<ProgramResult.NotStarted> NotStartedAsync(ProgramCall call) => Assert.IsType<ProgramResult.NotStarted>(await RunAsync(call));

    // Gone, or dead and only not yet collected by whoever adopted it.
    private static void AssertGone(int id) => Assert.True(SpinWait.SpinUntil(() => !IsAlive(id), TimeSpan.FromSeconds(10)), $"process {id} lives");

    private static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat", Encoding.Latin1);
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
