using System.Diagnostics;

namespace XmppDesiredState.Servers;

/// <summary>Runs a real program to its end.</summary>
public static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The program's path. Debian keeps servers where a user's PATH does not look.</summary>
    public static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new ServerException($"{program} is missing: tests/run.sh names the Debian package it comes from");

    public static async Task<ToolResult> RunAsync(IReadOnlyList<string> command, string? folder = null, string input = "",
        IReadOnlyDictionary<string, string>? environment = null, TimeSpan? deadline = null)
    {
        var start = new ProcessStartInfo(Path.IsPathRooted(command[0]) ? command[0] : Find(command[0]), command.Skip(1))
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var cancellation = new CancellationTokenSource(deadline ?? Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation.Token);
            var error = process.StandardError.ReadToEndAsync(cancellation.Token);
            await SendAsync(process, input);
            await process.WaitForExitAsync(cancellation.Token);
            return new ToolResult(string.Join(' ', command), process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new ServerException($"{string.Join(' ', command)} did not end within {deadline ?? Deadline}");
        }
    }

    /// <summary>Sends a signal to one process, by its id. Nothing happens if it has ended.</summary>
    public static Task SignalAsync(string signal, int process) => RunAsync(["sh", "-c", $"kill -{signal} {process}"]);

    /// <summary>Whether the process runs. One that ended and waits for its parent to notice (a zombie) does not.</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            // Field 3, behind the name in parentheses: proc(5).
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task SendAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading: its exit code says the rest.
        }
    }
}
