using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>
/// The lines to and from one agent: questions by number, answers by the same number, everything else noise. When it breaks, it is broken for good,
/// and whoever waits learns why.
/// </summary>
internal sealed class Talk : IAsyncDisposable
{
    // Base64 of a packed answer; unpacked it may be larger than that.
    private const int LongestLine = 64 * 1024 * 1024;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly ITransport transport;
    private readonly string nonce, place;
    private readonly Noise noise = new();
    private readonly Lock gate = new();
    private readonly Task reading;
    private (string Tag, TaskCompletionSource<string> Answer)? awaited;
    private Diagnostic? broken;

    public Talk(ITransport transport, string nonce, string place)
    {
        (this.transport, this.nonce, this.place) = (transport, nonce, place);
        reading = Task.Run(ReadAsync, CancellationToken.None);
        _ = WatchAsync();
    }

    /// <summary>What was printed beside answers, for messages; bounded.</summary>
    public string Printed => noise.ToString();

    /// <summary>The end of standard error, for messages; empty or a sentence.</summary>
    public string Said => transport.Errors().LastLines(5, []) is { Length: > 0 } lines ? $" It said: {lines}." : "";

    public void ThrowIfBroken()
    {
        lock (gate)
        {
            if (broken is not null) throw new PowerShellBrokenException(broken);
        }
    }

    /// <summary>Sends a text and waits for the answer with a tag, without the tag.</summary>
    /// <exception cref="PowerShellBrokenException">The other side is gone.</exception>
    /// <exception cref="OperationCanceledException">The token; the caller says why, by <see cref="Break"/>.</exception>
    public async Task<string> AskAsync(string tag, string text, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (broken is not null) throw new PowerShellBrokenException(broken);
            awaited = (tag, answer);
        }

        // Neither end of the streams can be relied on to heed a token: a write blocks while the other side does not read.
        var sending = Task.Run(() => SendAsync(text), CancellationToken.None);
        _ = sending.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The first reason stays; PowerShell is stopped.</summary>
    public PowerShellBrokenException Break(Diagnostic why, Exception? inner = null)
    {
        TaskCompletionSource<string>? waiting;
        lock (gate)
        {
            broken ??= why;
            waiting = awaited?.Answer;
            why = broken;
        }

        transport.Kill();
        var problem = new PowerShellBrokenException(why, inner);
        if (waiting?.TrySetException(problem) ?? false) _ = waiting.Task.Exception;
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate) broken ??= PowerShellDiagnostics.Broke.At(null, $"The PowerShell session with {place} was closed.", "Open another session.");
        await transport.DisposeAsync();
        await Task.WhenAny(reading, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
    }

    private async Task SendAsync(string text)
    {
        try
        {
            await transport.Input.WriteAsync(Encoding.UTF8.GetBytes(text));
            await transport.Input.FlushAsync();
        }
        catch (Exception problem)
        {
            await BreakAtEndAsync(problem);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var reader = new LineReader(transport.Output, LongestLine);
            while (await reader.ReadAsync() is { } line) Take(line.Span);
            await BreakAtEndAsync(null);
        }
        catch (InvalidDataException problem)
        {
            Break(PowerShellDiagnostics.NotUnderstood.At(null, $"{place} answered too much: {problem.Message}.", "Ask for less at a time."), problem);
        }
        catch (Exception problem)
        {
            // Streams of a process and of SSH.NET fail in many ways when the other side goes; each means that it went.
            await BreakAtEndAsync(problem);
        }
    }

    // The end of the process or the connection counts even where its output stays open: SSH.NET does not end the stream, a daemon may hold the pipe.
    private async Task WatchAsync()
    {
        await transport.Ended;
        await Task.WhenAny(reading, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
        await BreakAtEndAsync(null);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\r']) line = line[..^1];
        (string Tag, TaskCompletionSource<string> Answer)? waiting;
        lock (gate) waiting = awaited;
        if (waiting is { } asked)
        {
            var prefix = Encoding.ASCII.GetBytes($"{nonce} {asked.Tag} ");
            if (line.StartsWith(prefix))
            {
                asked.Answer.TrySetResult(Encoding.UTF8.GetString(line[prefix.Length..]));
                return;
            }
        }

        noise.Add(line);
    }

    private async Task BreakAtEndAsync(Exception? problem)
    {
        // The end of the output is often seen before the exit code is known.
        var how = await Task.WhenAny(transport.Ended, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None)) == transport.Ended
            ? await transport.Ended : problem is null ? "it closed its output" : ProgramText.Clean(problem.Message).TrimEnd('.');
        Break(PowerShellDiagnostics.Broke.At(null, $"The PowerShell session with {place} ended: {how}.{Said}", "The live state is read again; see the event log of that machine."), problem);
    }
}
