using System.Collections.Immutable;
using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Files;
using XmppDesiredState.Providers;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Cli.Commands;

/// <summary>What a command works with, once its options are read.</summary>
internal sealed record Session(Invocation Invocation, ParseResult Result, Outputs Outputs)
{
    public CliEnvironment Environment => Invocation.Environment;

    public IEngine Engine => Invocation.Engine;

    public Log Log => Invocation.Log;

    /// <summary>Whether progress is one line that is drawn anew; otherwise lines follow each other.</summary>
    public bool DrawsProgress => !Log.IsJson && Environment is { IsErrorTerminal: true, IsCi: false } && Environment.Variable("TERM") != "dumb";

    /// <summary>Runs a command's body and turns what a user or a server caused into a diagnostic.</summary>
    public static async Task<int> RunAsync(Invocation invocation, ParseResult result, OutputOptions options, Func<Session, Task<int>> body)
    {
        var session = new Session(invocation, result, options.Read(result, invocation.Environment));
        if (!invocation.FromEnvironment.IsEmpty) session.Log.Write(LogLevel.Info, $"Options from the environment: {string.Join(", ", invocation.FromEnvironment)}.");
        session.Outputs.GitHub?.Begin();
        try
        {
            return await body(session);
        }
        catch (ProviderException exception)
        {
            session.Fail(exception.Diagnostic);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (invocation.Stop.IsCancellationRequested)
        {
            session.Log.Write(LogLevel.Error, "Stopped.");
            return ExitCode.Interrupted;
        }
        finally
        {
            session.Outputs.GitHub?.End();
        }
    }

    /// <summary>Reports one finding that ends the command.</summary>
    /// <param name="exitCode">What it ends with.</param>
    public void Fail(Diagnostic diagnostic, int exitCode = ExitCode.Failed) => Fail(new Findings([diagnostic], SourceTexts.None, ""), exitCode);

    /// <summary>Reports findings that end the command: to people on standard error, in other formats as the result.</summary>
    /// <param name="exitCode">What it ends with.</param>
    public void Fail(Findings findings, int exitCode = ExitCode.Failed)
    {
        var isAboutOutput = findings.Diagnostics.Any(IsAboutOutput);
        if (Outputs.StandardFormat == OutputFormat.Text || isAboutOutput) Log.Write(findings);
        if (isAboutOutput) return;
        foreach (var target in Outputs.Targets)
        {
            if (ReportForms.Has(target.Format) || target is { Format: OutputFormat.Text, File: null }) continue;
            Outputs.Write(target, findings.Render(target.Format, Outputs.InkOf(target)));
        }

        Outputs.WriteForms(() => FindingsReport.Of(findings, ReportCommand, Environment.Clock.GetUtcNow(), exitCode), () => findings.Render(OutputFormat.Markdown, Ink.None));
    }

    // A saved plan is shown as the plan it is.
    private ReportCommand ReportCommand => Enum.TryParse<ReportCommand>(Result.CommandResult.Command.Name, ignoreCase: true, out var command) ? command : ReportCommand.Plan;

    public T Time<T>(string what, Func<T> work)
    {
        var start = Environment.Clock.GetTimestamp();
        var result = work();
        LogTime(what, start);
        return result;
    }

    public async Task<T> TimeAsync<T>(string what, Func<Task<T>> work)
    {
        var start = Environment.Clock.GetTimestamp();
        var result = await work();
        LogTime(what, start);
        return result;
    }

    /// <exception cref="ProviderException">It cannot be read, or has more than <paramref name="most"/> bytes.</exception>
    public ReadOnlyMemory<byte> ReadFile(string file, int most)
    {
        try
        {
            return BoundedFile.Read(Path.GetFullPath(file, Environment.WorkingFolder), most)
                ?? throw new ProviderException(CommandLineDiagnostics.FileUnreadable.At(null, $"{file.Replace('\\', '/')} has more than {most} bytes.", "Name a file of this program."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.FileUnreadable.At(null, $"{file.Replace('\\', '/')} cannot be read: {exception.Message}",
                "Name a file that exists and that you may read."), exception);
        }
    }

    /// <exception cref="ProviderException">One cannot be read, or is not what a script of ours wrote.</exception>
    public ImmutableArray<ScriptResult> ReadScriptResults(string[]? files) =>
        [.. (files ?? []).Select(file => Engine.ReadScriptResult(ReadFile(file, ScriptReader.MaximumBytes), file.Replace('\\', '/')))];

    // What cannot be written is not tried a second time for its own message.
    private static bool IsAboutOutput(Diagnostic diagnostic) => diagnostic.Descriptor == CommandLineDiagnostics.OutputUnwritable || diagnostic.Descriptor == CommandLineDiagnostics.GitHubFileUnwritable;

    private void LogTime(string what, long start) =>
        Log.Write(LogLevel.Debug, $"{what}: {Environment.Clock.GetElapsedTime(start).TotalMilliseconds:0} ms");
}
