using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say where the result goes and how much is told on the way.</summary>
internal sealed class OutputOptions
{
    /// <summary>Of commands whose result is a report.</summary>
    public static readonly ImmutableArray<OutputFormat> OfReports =
        [OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Html, OutputFormat.Sarif, OutputFormat.JUnit, OutputFormat.Prometheus, OutputFormat.GitHub];

    private const string GitHubHelp = " github comes beside the others, for a step of GitHub Actions: annotations, the summary and the outputs of the step, and no command that a name could hold.";

    private readonly Option<OutputTarget[]> format;
    private readonly Option<string>? saved;
    private readonly Option<bool> noColor = new("--no-color") { Description = "No colour; NO_COLOR does the same." };

    /// <param name="formats">Those the command knows, text first.</param>
    /// <param name="savesPlan">Whether it takes <c>--out FILE</c>.</param>
    public OutputOptions(ImmutableArray<OutputFormat> formats, bool savesPlan = false)
    {
        var words = formats.Select(OutputTarget.WordOf).ToList();
        format = new Option<OutputTarget[]>("--format")
        {
            Description = $"{string.Join(", ", words)}; with =FILE into a file. May be given several times.{(formats.Contains(OutputFormat.GitHub) ? GitHubHelp : "")}",
            HelpName = "FORMAT[=FILE]",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                var read = result.Tokens.Select(token => (token.Value, Target: OutputTarget.Parse(token.Value))).ToList();
                foreach (var (written, target) in read)
                {
                    if (target is null || !formats.Contains(target.Format)) result.AddError($"--format {written} is not a format: write {string.Join(" or ", words)}, with =FILE for a file.");
                }

                if (read.Count(pair => pair.Target is { Format: OutputFormat.GitHub }) > 1) result.AddError("--format github: once is enough; all that GitHub takes comes from one.");
                if (read.Count(pair => pair.Target is { File: null, Format: not OutputFormat.GitHub }) > 1) result.AddError("--format: only one format can go to standard output; give the others a file: --format json=FILE.");
                return [.. read.Select(pair => pair.Target ?? new OutputTarget(OutputFormat.Text, null))];
            },
        };
        format.CompletionSources.Add([.. words]);
        if (savesPlan) saved = new Option<string>("--out") { Description = "Save the plan for apply; the same as --format json=FILE.", HelpName = "FILE" };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(format);
        if (saved is not null) command.Options.Add(saved);
        command.Options.Add(noColor);
    }

    /// <summary>Whether a form is asked for that is made from a report.</summary>
    public bool AsksForReport(CommandResult result) => (result.GetValue(format) ?? []).Any(target => ReportForms.Has(target.Format));

    public Outputs Read(ParseResult result, CliEnvironment environment)
    {
        var targets = (result.GetValue(format) ?? []).ToList();
        if (saved is not null && result.GetValue(saved) is { Length: > 0 } file) targets.Add(new OutputTarget(OutputFormat.Json, file));
        if (targets.TrueForAll(target => target.File is not null || target.Format == OutputFormat.GitHub)) targets.Insert(0, new OutputTarget(OutputFormat.Text, null));
        var colour = environment.IsOutputTerminal && !result.GetValue(noColor) && environment.Variable("NO_COLOR") is not { Length: > 0 } && environment.Variable("TERM") != "dumb";
        return new Outputs(environment, [.. targets], colour);
    }
}
