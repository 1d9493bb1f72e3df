using System.Diagnostics;
using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A process that was started: the program under test, or one beside it.</summary>
internal sealed class Tool : IDisposable
{
    /// <summary>Generous: most runs take some ten milliseconds, those that wait for a CA or a server some ten seconds. Whatever needs longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Stopwatch running = Stopwatch.StartNew();

    private Tool(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Lines of standard error so far.</summary>
    public int ErrorLines
    {
        get
        {
            lock (error) return error.ToString().Count(c => c == '\n');
        }
    }

    /// <summary>Whether standard error holds a text by now.</summary>
    public bool Said(string text) => Content(error).Contains(text, StringComparison.Ordinal);

    /// <summary>Runs the program under test to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, string[] args, Action<IDictionary<string, string?>>? environment = null)
    {
        using var tool = Start(folder, args, environment);
        return await tool.EndAsync();
    }

    /// <summary>Runs any other program to its end.</summary>
    public static async Task<ToolResult> RunOtherAsync(string program, string folder, params string[] args)
    {
        using var tool = Start(program, folder, args, null);
        return await tool.EndAsync();
    }

    public static Tool Start(string folder, string[] args, Action<IDictionary<string, string?>>? environment = null) => Start(Repository.Program, folder, args, environment);

    /// <summary>SIGKILL, or what the platform has for it: nothing of the program runs after it.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill();
    }

    public bool HasEnded => process.HasExited;

    /// <summary>A signal that a program can answer, by its name such as INT.</summary>
    public Task<ToolResult> SignalAsync(string name) => RunOtherAsync("kill", Path.GetTempPath(), $"-{name}", $"{process.Id}");

    /// <summary>Waits until something is so; fails when it never is.</summary>
    public async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(2))
            Assert.True(waited.Elapsed < Patience && !process.HasExited, $"What was waited for did not happen within {Patience}, or before the program ended. Standard error:\n{error}");
    }

    public async Task<ToolResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within {Patience}.");
        }

        return new ToolResult(process.ExitCode, Content(output), Content(error), running.Elapsed);
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    /// <summary>Starts any other program.</summary>
    public static Tool Start(string program, string folder, string[] args, Action<IDictionary<string, string?>>? environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The tests may themselves run in CI; what that changes has tests of its own.
        foreach (var name in start.Environment.Keys.Where(name => name is "CI" or "GITHUB_SHA" or "GITHUB_ACTOR" || name.StartsWith("XMPPSTATE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        environment?.Invoke(start.Environment);
        var tool = new Tool(new Process { StartInfo = start });
        tool.process.OutputDataReceived += (_, line) => Append(tool.output, line.Data);
        tool.process.ErrorDataReceived += (_, line) => Append(tool.error, line.Data);
        tool.process.Start();
        tool.process.StandardInput.Close();
        tool.process.BeginOutputReadLine();
        tool.process.BeginErrorReadLine();
        return tool;
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Content(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
