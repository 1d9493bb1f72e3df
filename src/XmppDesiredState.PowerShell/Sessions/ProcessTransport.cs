using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>A PowerShell on this machine, without a shell in between.</summary>
internal sealed class ProcessTransport : ITransport
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly Process process;
    private readonly ProgramOutput errors = new(ProgramErrors.Limit, keepsEnd: true);
    private readonly Task reading;

    private ProcessTransport(Process process)
    {
        this.process = process;
        Output = Pump.Start(process.StandardOutput.BaseStream);
        reading = errors.ReadAsync(Pump.Start(process.StandardError.BaseStream), static () => { }, CancellationToken.None);
        Ended = WaitAsync();
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output { get; }

    public Task<string> Ended { get; }

    /// <exception cref="ProviderException">It could not be started, or may not be.</exception>
    public static ProcessTransport Start(ImmutableArray<string> program, PowerShellOpening opening)
    {
        if (program.IsEmpty) program = opening.Program.IsDefaultOrEmpty ? PowerShellProgram.Default : opening.Program;
        if (!opening.AllowPrograms)
            throw new ProviderException(PowerShellDiagnostics.ProgramForbidden.At(null, $"{program[0]} may not be started under --no-exec.", "Run without --no-exec, or connect by ssh."));
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in program.Skip(1)) start.ArgumentList.Add(argument);
        var (path, why) = ProgramPath.Find(program[0], opening.Folder, start.Environment.TryGetValue("PATH", out var searched) ? searched : null);
        if (path is null) throw NotStarted(program[0], why!);
        start.FileName = path;
        try
        {
            return new ProcessTransport(Process.Start(start)!);
        }
        catch (Win32Exception problem)
        {
            throw NotStarted(program[0], "could not be started: " + new Win32Exception(problem.NativeErrorCode).Message);
        }
    }

    public ProgramErrors Errors() => errors.Tail();

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or AggregateException or NotSupportedException)
        {
            // It ended by itself in the meantime.
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // What was still to be written finds no reader: it is gone.
        }

        if (await Task.WhenAny(Ended, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None)) != Ended)
        {
            Kill();
            await Task.WhenAny(Ended, Task.Delay(LastWords, TimeProvider.System, CancellationToken.None));
        }

        process.Dispose();
    }

    private async Task<string> WaitAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        // A program it left behind may hold standard error open.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None));
        return $"exit code {process.ExitCode}";
    }

    private static ProviderException NotStarted(string program, string why) => new(PowerShellDiagnostics.NotStarted.At(null, $"{ProgramText.Clean(program)} {why}.",
        OperatingSystem.IsWindows() ? "Correct the program; powershell.exe lies in System32\\WindowsPowerShell\\v1.0." : "Install PowerShell (pwsh), or name the program."));
}
