using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Files;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli;

/// <summary>Where the result goes: standard output and files, each in its format.</summary>
internal sealed class Outputs
{
    private readonly CliEnvironment environment;
    private readonly ImmutableArray<OutputTarget> targets;
    private readonly bool colour;

    public Outputs(CliEnvironment environment, ImmutableArray<OutputTarget> targets, bool colour)
    {
        (this.environment, this.colour) = (environment, colour);
        this.targets = [.. targets.Where(target => target.Format != OutputFormat.GitHub)];
        GitHub = targets.FirstOrDefault(target => target.Format == OutputFormat.GitHub) is { } github ? new GitHubStep(environment, github, besideText: StandardFormat == OutputFormat.Text) : null;
    }

    /// <summary>Exactly one target is standard output. GitHub's is not among them: it comes beside whatever is.</summary>
    public ImmutableArray<OutputTarget> Targets => targets;

    public OutputFormat StandardFormat => targets.First(target => target.File is null).Format;

    /// <summary>Null where <c>--format github</c> was not given.</summary>
    public GitHubStep? GitHub { get; }

    public Ink InkOf(OutputTarget target) => new(colour && target.File is null);

    /// <summary>Renders once per target.</summary>
    /// <exception cref="ProviderException">A file cannot be written.</exception>
    public void Write(Func<OutputTarget, string> render)
    {
        foreach (var target in targets) Write(target, render(target));
    }

    /// <summary>A result in every form asked for, those for GitHub last, so that they can name the files.</summary>
    /// <param name="report">Makes the report that the other forms are made from.</param>
    /// <param name="render">The forms of the command's own: text, JSON and Markdown.</param>
    /// <param name="privateJson">Files of JSON are their owner's alone.</param>
    /// <exception cref="ProviderException">A file cannot be written.</exception>
    public void Write(Func<Report> report, Func<OutputTarget, string> render, bool privateJson = false)
    {
        foreach (var target in targets.Where(target => !ReportForms.Has(target.Format))) Write(target, render(target), privateJson && target.Format == OutputFormat.Json);
        WriteForms(report, () => render(new OutputTarget(OutputFormat.Markdown, "")));
    }

    /// <summary>The forms that are made from a report and nothing else. Where none is asked for, the report is not made.</summary>
    /// <param name="report">Makes it.</param>
    /// <param name="markdown">Makes what stands in a step's summary.</param>
    /// <exception cref="ProviderException">A file cannot be written.</exception>
    public void WriteForms(Func<Report> report, Func<string> markdown)
    {
        if (GitHub is null && !ReportForms.Has(targets)) return;
        var made = report();
        var checkout = Checkout.Of(environment);
        foreach (var target in targets.Where(target => ReportForms.Has(target.Format))) Write(target, ReportForms.Render(target.Format, made, checkout));
        GitHub?.Write(made, markdown(), this, targets);
    }

    public void Write(OutputTarget target, string content, bool privately = false)
    {
        if (target.File is null) environment.Out.Write(content);
        // The collector runs as somebody else; a file that it cannot read is metrics that are silently not there.
        else WriteFile(target.File, content, privately, exactly: target.Format == OutputFormat.Prometheus);
    }

    /// <summary>Before something is executed whose report could then not be kept.</summary>
    /// <exception cref="ProviderException">The folder of an output is not there.</exception>
    public void CheckFolders()
    {
        foreach (var file in targets.Select(target => target.File).Append(GitHub?.File).OfType<string>())
        {
            if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file, environment.WorkingFolder)))) continue;
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The output {file.Replace('\\', '/')} cannot be written: its folder is not there.",
                "Name a file in a folder that exists and is writable."));
        }
    }

    /// <summary>Does nothing where it is there.</summary>
    /// <exception cref="ProviderException">It cannot be made.</exception>
    public void CreateFolder(string root, string shown)
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The folder {shown.Replace('\\', '/')} cannot be made: {exception.Message}",
                "Name a folder that you may write to."), exception);
        }
    }

    /// <param name="exactly">Readable by others whatever the process's mask takes away.</param>
    public void WriteFile(string file, string content, bool privately = false, bool exactly = false)
    {
        try
        {
            AtomicFile.Write(Path.GetFullPath(file, environment.WorkingFolder), Encoding.UTF8.GetBytes(content), privately ? AtomicFile.Private : AtomicFile.Shared, exactly);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The output {file.Replace('\\', '/')} cannot be written: {exception.Message}",
                "Name a file in a folder that exists and is writable."), exception);
        }
    }
}
