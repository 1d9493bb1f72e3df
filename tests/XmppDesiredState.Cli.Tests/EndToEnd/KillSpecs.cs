using System.Diagnostics;
using System.Runtime.CompilerServices;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary><c>kill -9</c> in more than 500 moments of an apply: nothing is half-written, and applying again finishes it.</summary>
[TakesLong(185)]
public sealed class KillSpecs
{
    private const int AtOnce = 2;
    private const int RandomMoments = 280;
    private const int FewestCalls = 220;
    private const int Thorough = 20;

    [Fact]
    public async Task An_apply_killed_at_any_call_that_changes_a_file_leaves_nothing_torn_and_is_finished_by_the_next()
    {
        // Elsewhere the random moments stand for it: preloading is the business of the dynamic linker of Linux.
        if (!OperatingSystem.IsLinux()) return;
        using var scene = await KillScene.CreateAsync();
        using var tools = Sandbox.Empty();
        var shim = tools.PathOf("kill-at.so");
        (await Tool.RunOtherAsync("gcc", tools.Folder, "-shared", "-fPIC", "-O1", "-o", shim, Shim, "-ldl")).Ended(0);
        var last = int.MaxValue;

        await Parallel.ForEachAsync(Enumerable.Range(1, 2000), Workers, async (call, _) =>
        {
            if (call > Volatile.Read(ref last)) return;
            await KillAsync(scene, $"call {call}", call % Thorough == 0, async sandbox =>
            {
                using var apply = Tool.Start(sandbox.Folder, ["apply", "--auto-approve"], environment =>
                {
                    environment["LD_PRELOAD"] = shim;
                    environment["KILL_AT"] = $"{call}";
                    environment["TMPDIR"] = tools.Folder;
                });
                // Ended by itself: there are no more calls than this.
                if ((await apply.EndAsync()).Code == 0) Volatile.Write(ref last, call);
            });
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{last - 1} calls that change a file");
        Assert.InRange(last, FewestCalls, 1999);
    }

    [Fact]
    public async Task An_apply_killed_at_any_moment_leaves_nothing_torn_and_is_finished_by_the_next()
    {
        using var scene = await KillScene.CreateAsync();
        var moments = new Random(5269);
        var shares = Enumerable.Range(1, RandomMoments).Select(number => (Number: number, Share: moments.NextDouble())).ToList();
        // An apply takes longer or shorter as the machine is busy, so the span that moments are drawn from follows what happened.
        var span = scene.Takes.TotalMilliseconds;
        var killed = 0;

        await Parallel.ForEachAsync(shares, Workers, async (moment, _) =>
        {
            var delay = TimeSpan.FromMilliseconds(moment.Share * Volatile.Read(ref span));
            await KillAsync(scene, $"{delay.TotalMilliseconds:0.000} ms", moment.Number % Thorough == 0, async sandbox =>
            {
                using var apply = Tool.Start(sandbox.Folder, ["apply", "--auto-approve"], environment => environment["TMPDIR"] = sandbox.Folder);
                for (var waited = Stopwatch.StartNew(); waited.Elapsed < delay;) await Task.Yield();
                apply.Kill();
                var isKilled = (await apply.EndAsync()).Code != 0;
                if (isKilled) Interlocked.Increment(ref killed);
                Volatile.Write(ref span, Volatile.Read(ref span) * (isKilled ? 1.01 : 0.93));
            });
        });

        Assert.InRange(killed, RandomMoments / 2, RandomMoments);
    }

    private static ParallelOptions Workers => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken };

    private static async Task KillAsync(KillScene scene, string moment, bool isThorough, Func<Sandbox, Task> applyAndKill)
    {
        using var sandbox = scene.Open();
        try
        {
            await applyAndKill(sandbox);
            scene.CheckKilled(sandbox);
            await scene.CheckConvergesAsync(sandbox);
            if (isThorough) await KillScene.CheckThoroughlyAsync(sandbox);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Killed at {moment}: {exception.Message}", exception);
        }
    }

    /// <summary>Of what is preloaded to end the program at a given call.</summary>
    internal static string Shim { get; } = Source();

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "kill-at.c");
}
