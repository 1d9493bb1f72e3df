using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli;

/// <summary>
/// What <c>--format github</c> gives a step of GitHub Actions: annotations as workflow commands, the Markdown form in the step's summary, and
/// outputs for the steps behind it. The two files are GitHub's, so they are appended to and never replaced.
/// </summary>
/// <remarks>
/// The runner looks for commands in everything a step prints, on both streams, <c>##[…]</c> even in the middle of a line (actions/runner,
/// ActionCommand). Names and answers of other people's servers are printed here, so the runner is told to stop listening until the
/// annotations come: <c>::stop-commands::</c> and a token that nobody can know.
/// </remarks>
internal sealed class GitHubStep(CliEnvironment environment, OutputTarget target, bool besideText)
{
    /// <summary>Of one step's summary; a longer one is not shown at all (docs.github.com, "Workflow commands").</summary>
    public const int MostSummaryBytes = 1024 * 1024;

    private readonly string token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private bool isStopped;

    /// <summary>Where the annotations go; null: to the console.</summary>
    public string? File => target.File;

    // Another format than text is read by a program, so commands stand beside it on the other stream, which the runner reads as well.
    private TextWriter Console => besideText ? environment.Out : environment.Error;

    public void Begin()
    {
        if (File is not null) return;
        isStopped = true;
        Console.Write($"::stop-commands::{token}\n");
        Console.Flush();
    }

    /// <summary>Lets the runner listen again.</summary>
    public void End()
    {
        if (!isStopped) return;
        isStopped = false;
        Console.Write($"::{token}::\n");
        Console.Flush();
    }

    /// <param name="written">The other outputs.</param>
    /// <exception cref="ProviderException">A file cannot be written.</exception>
    public void Write(Report report, string markdown, Outputs outputs, IEnumerable<OutputTarget> written)
    {
        var annotations = ReportForms.Render(OutputFormat.GitHub, report, Checkout.Of(environment));
        if (File is not null)
        {
            outputs.WriteFile(File, annotations);
        }
        else
        {
            environment.Out.Flush();
            End();
            Console.Write(annotations);
            Console.Flush();
        }

        if (environment.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary) AppendSummary(summary, markdown);
        if (environment.Variable("GITHUB_OUTPUT") is { Length: > 0 } output) Append("GITHUB_OUTPUT", output, OutputsOf(report, written));
    }

    private void AppendSummary(string file, string markdown)
    {
        var there = new FileInfo(Path.GetFullPath(file, environment.WorkingFolder)) is { Exists: true } found ? found.Length : 0;
        var text = markdown.EndsWith('\n') ? markdown + "\n" : markdown + "\n\n";
        if (there + Encoding.UTF8.GetByteCount(text) > MostSummaryBytes) text = "\nOne more result of xmppstate is not shown here: this step's summary is full.\n";
        if (there + Encoding.UTF8.GetByteCount(text) <= MostSummaryBytes) Append("GITHUB_STEP_SUMMARY", file, text);
    }

    private string OutputsOf(Report report, IEnumerable<OutputTarget> written)
    {
        var text = new StringBuilder($"exitcode={report.ExitCode}\ncomplete={(report.IsComplete ? "true" : "false")}\n");
        foreach (var count in report.Counts) text.Append($"{count.Name}={count.Number}\n");
        AppendValue(text, "deployment", report.Deployment);
        foreach (var file in written.Where(other => other.File is not null && other.Format != OutputFormat.GitHub).GroupBy(other => other.Format))
            AppendValue(text, $"{OutputTarget.WordOf(file.Key)}_path", Path.GetFullPath(file.First().File!, environment.WorkingFolder));
        return text.ToString();
    }

    // What could hold a line break ends where a delimiter stands that it cannot hold.
    private static void AppendValue(StringBuilder text, string name, string value)
    {
        var delimiter = $"xmppstate_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        text.Append($"{name}<<{delimiter}\n{value}\n{delimiter}\n");
    }

    private void Append(string variable, string file, string text)
    {
        try
        {
            System.IO.File.AppendAllText(Path.GetFullPath(file, environment.WorkingFolder), text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.GitHubFileUnwritable.At(null, $"The file that {variable} names cannot be appended to: {exception.Message}",
                $"Run in a step of GitHub Actions, which makes it, or unset {variable}."), exception);
        }
    }
}
