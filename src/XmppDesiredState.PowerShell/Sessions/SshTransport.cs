using Renci.SshNet;
using Renci.SshNet.Common;
using XmppDesiredState.Programs;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>A command on an SSH server. The session's process there outlives the connection until its current statement ends.</summary>
internal sealed class SshTransport : ITransport
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly SshClient client;
    private readonly SshCommand command;
    private readonly ProgramOutput errors = new(ProgramErrors.Limit, keepsEnd: true);
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;

    /// <param name="client">Connected; from now on this transport's.</param>
    public SshTransport(SshClient client, string commandLine)
    {
        this.client = client;
        client.ErrorOccurred += (_, problem) => ended.TrySetResult("the connection broke: " + ProgramText.Clean(problem.Exception.Message));
        command = client.CreateCommand(commandLine);
        var run = command.ExecuteAsync(CancellationToken.None);
        Input = command.CreateInputStream();
        Output = Pump.Start(command.OutputStream);
        reading = errors.ReadAsync(Pump.Start(command.ExtendedOutputStream), static () => { }, CancellationToken.None);
        _ = FollowAsync(run);
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Task<string> Ended => ended.Task;

    public ProgramErrors Errors() => errors.Tail();

    public void Kill()
    {
        ended.TrySetResult("it was stopped");
        // Disconnecting waits for the server, which may be gone.
        _ = Task.Run(Close, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(Task.Run(CloseInput, CancellationToken.None), Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
        await Task.WhenAny(Ended, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
        await Task.WhenAny(Task.Run(Close, CancellationToken.None), Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
    }

    private async Task FollowAsync(Task run)
    {
        try
        {
            await run;
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None));
            ended.TrySetResult(command.ExitSignal is { Length: > 0 } signal ? $"signal {ProgramText.Clean(signal)}" : command.ExitStatus is { } code ? $"exit code {code}" : "the connection was closed");
        }
        catch (Exception problem)
        {
            // SSH.NET throws what its sockets and its state throw; whatever it is, the command is not there any more.
            ended.TrySetResult("the connection broke: " + ProgramText.Clean(problem.Message));
        }
    }

    private void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The channel is closed already.
            return;
        }
    }

    private void Close()
    {
        try
        {
            client.Dispose();
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            // The connection is gone already.
            return;
        }
    }
}
