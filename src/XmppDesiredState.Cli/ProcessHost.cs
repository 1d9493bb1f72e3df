using System.Runtime.InteropServices;
using System.Text;

namespace XmppDesiredState.Cli;

/// <summary>The command line in a process of its own: standard streams, environment and signals.</summary>
internal static class ProcessHost
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            // The third one ends the process as it would any other: something is stuck that no token reaches.
            if (abandon.IsCancellationRequested) return;
            signal.Cancel = true;
            if (!stop.IsCancellationRequested) stop.Cancel();
            else abandon.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8, 16 * 1024);
        await using var error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };
        // A Windows console shows UTF-8 only when told to.
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected)) Console.OutputEncoding = Utf8;
        var code = await CommandLine.RunAsync(args, Environment(output, error), stop.Token, abandon.Token);
        try
        {
            await output.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // Whoever read our output (head, a pager) has left; the code still tells what happened.
        }

        return code;
    }

    private static CliEnvironment Environment(TextWriter output, TextWriter error) => new()
    {
        In = Console.In,
        Out = output,
        Error = error,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        WorkingFolder = Directory.GetCurrentDirectory(),
        HomeFolder = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : null,
        Variable = System.Environment.GetEnvironmentVariable,
        Clock = TimeProvider.System,
        Machine = System.Environment.MachineName,
        User = System.Environment.UserName,
        ProcessId = System.Environment.ProcessId,
        CreateEngine = environment => new EngineAdapter(environment),
    };
}
