using System.ComponentModel;
using System.Diagnostics;

namespace XmppDesiredState.Programs;

/// <summary>
/// Runs declared programs: an argument list and never a shell, bounded output, bounded time. A program that takes too long, prints too
/// much, or is not waited for any longer is stopped together with every program it started.
/// </summary>
public static class ProgramRunner
{
    // A program may leave a daemon behind that holds its output open; what the program itself printed arrives at once.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <exception cref="OperationCanceledException">The caller's token; the program has been stopped.</exception>
    public static async Task<ProgramResult> RunAsync(ProgramCall call, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = call.Folder ?? "",
        };
        foreach (var (name, value) in call.Environment) start.Environment[name] = value;
        foreach (var argument in call.Command.Skip(1)) start.ArgumentList.Add(argument);
        if (call.Folder is not null && !Directory.Exists(call.Folder)) return new ProgramResult.NotStarted($"has no working folder: {call.Folder} is not there");
        if (call.Command.Skip(1).Any(argument => argument.Contains('\0'))) return new ProgramResult.NotStarted("has an argument with a NUL in it");
        var (path, why) = ProgramPath.Find(call.Name, call.Folder ?? Directory.GetCurrentDirectory(), start.Environment.TryGetValue("PATH", out var searched) ? searched : null);
        if (path is null) return new ProgramResult.NotStarted(why!);
        start.FileName = path;
        try
        {
            using var process = Process.Start(start)!;
            return await FollowAsync(process, call, clock, cancellationToken);
        }
        catch (Win32Exception problem)
        {
            // The code's own text: the exception's repeats the path and the folder.
            return new ProgramResult.NotStarted("could not be started: " + new Win32Exception(problem.NativeErrorCode).Message);
        }
    }

    private static async Task<ProgramResult> FollowAsync(Process process, ProgramCall call, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(call.Time, clock);
        using var full = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, full.Token, cancellationToken);
        using var reading = new CancellationTokenSource();
        var output = new ProgramOutput(call.OutputLimit, keepsEnd: false);
        var errors = new ProgramOutput(ProgramErrors.Limit, keepsEnd: true);
        // Never awaited without a bound: a read of a pipe that another process holds open ends with that process.
        var talk = Task.WhenAll(
            Task.Run(() => FeedAsync(process.StandardInput.BaseStream, call.Input, reading.Token), CancellationToken.None),
            Task.Run(() => output.ReadAsync(process.StandardOutput.BaseStream, () => Stop(full), reading.Token), CancellationToken.None),
            Task.Run(() => errors.ReadAsync(process.StandardError.BaseStream, static () => { }, reading.Token), CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(stop.Token);
            await Task.WhenAny(talk, Task.Delay(LastWords, clock, stop.Token));
            return full.IsCancellationRequested ? new ProgramResult.TooMuchOutput(errors.Tail()) : new ProgramResult.Ended(process.ExitCode, output.Kept(), errors.Tail());
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            await Task.WhenAny(Task.WhenAll(talk, process.WaitForExitAsync(CancellationToken.None)), Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
            return full.IsCancellationRequested ? new ProgramResult.TooMuchOutput(errors.Tail()) : new ProgramResult.TimedOut(errors.Tail());
        }
        finally
        {
            await reading.CancelAsync();
        }
    }

    private static async Task FeedAsync(Stream stream, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream)
            {
                if (!input.IsEmpty) await stream.WriteAsync(input, cancellationToken);
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It need not read what it is offered.
            return;
        }
    }

    private static void Stop(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A daemon that was left behind went on printing.
            return;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or AggregateException or NotSupportedException)
        {
            // It ended by itself in the meantime, or belongs to somebody this user may not stop.
            return;
        }
    }
}
