using System.Diagnostics;

namespace XmppDesiredState.Servers;

/// <summary>
/// A server in the foreground, as a child of the test process: its words go to <c>server.log</c>, its id to <c>server.pid</c> (with which <c>tests/run.sh</c>
/// ends what a killed test process left), and it is stopped by that id.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30), StopDeadline = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(25);

    private readonly Process process;

    private bool stopped;

    private ServerProcess(Process process) => (this.process, Id) = (process, process.Id);

    public int Id { get; }

    /// <summary>Starts the server and returns when <paramref name="ready"/> says so.</summary>
    /// <exception cref="ServerException">It ended, or was not ready in time; the message holds its log.</exception>
    public static async Task<ServerProcess> StartAsync(ServerFolder folder, IReadOnlyList<string> command, Func<Task<bool>> ready, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "echo $$ >server.pid; exec \"$@\" </dev/null >server.log 2>&1", "sh", .. command]) { WorkingDirectory = folder.Path };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!);
        for (var watch = Stopwatch.StartNew(); !server.process.HasExited && watch.Elapsed < StartDeadline; await Task.Delay(Pause))
        {
            if (await ready())
                return server;
        }
        await server.DisposeAsync();
        throw new ServerException($"{string.Join(' ', command)} did not come up\n{File.ReadAllText(folder["server.log"])}");
    }

    public async ValueTask DisposeAsync()
    {
        if (stopped)
            return;
        stopped = true;
        if (!process.HasExited)
            await Tool.SignalAsync("TERM", Id);
        using (var deadline = new CancellationTokenSource(StopDeadline))
        {
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        process.Dispose();
    }
}
