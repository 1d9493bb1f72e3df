using System.CommandLine;
using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>A saved plan in any format, or how another one differs from it.</summary>
internal static class ShowCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions(OutputOptions.OfReports);
        var saved = new Argument<string>("PLAN") { Description = "A plan saved by plan --out." };
        var against = new Option<string?>("--against") { Description = "Another plan: show what it has that PLAN has not.", HelpName = "PLAN2" };
        var command = new Command("show", "Show a saved plan, or compare two.");
        command.Arguments.Add(saved);
        command.Options.Add(against);
        output.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(against) is not null && output.AsksForReport(result)) result.AddError("--against shows how two plans differ, as text, json or markdown.");
        });
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            var plan = Read(session, result.GetValue(saved)!);
            if (result.GetValue(against) is { } other) Write(session, session.Engine.Compare(plan, Read(session, other)));
            else PlanCommand.Write(session, plan, SourceTexts.None, () => ReportOf(session, plan, result.GetValue(saved)!));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    /// <exception cref="ProviderException">It is not there, or is no plan.</exception>
    public static Plan Read(Session session, string file)
    {
        var (plan, diagnostics) = session.Engine.ReadPlan(session.ReadFile(file, PlanJson.MaximumBytes), file.Replace('\\', '/'));
        return plan ?? throw new ProviderException(diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error));
    }

    // A plan holds codes and no explanations: those are of this build.
    private static Report ReportOf(Session session, Plan plan, string file)
    {
        var known = ExplainCommand.All(session.Engine).ToDictionary(descriptor => descriptor.Code);
        var report = PlanReport.Of(plan, ExitCode.Done, file.Replace('\\', '/'));
        return report with
        {
            Items = [.. report.Items.Select(item => item.Rule is { } rule ? item with { Rule = known.GetValueOrDefault(rule.Code, rule) } : item)],
            Diagnostics = [.. report.Diagnostics.Select(finding => finding with { Descriptor = known.GetValueOrDefault(finding.Code, finding.Descriptor) })],
        };
    }

    private static void Write(Session session, PlanComparison comparison) => session.Outputs.Write(target => target.Format switch
    {
        OutputFormat.Json => Json(comparison),
        OutputFormat.Markdown => Markdown(comparison),
        _ => Text(comparison, session.Outputs.InkOf(target)),
    });

    private static string Sentence(PlanComparison comparison) => comparison.Differences.IsEmpty ? "The plans are the same."
        : $"{Words.Count(comparison.Differences.Length, "difference")}. {(comparison.IsCovered ? "An approval of the first plan covers the second." : "An approval of the first plan does not cover the second.")}";

    private static string Text(PlanComparison comparison, Ink ink)
    {
        var text = new StringBuilder();
        RunText.WriteDifferences(text, comparison, ink);
        return text.Append(Sentence(comparison)).Append('\n').ToString();
    }

    private static string Markdown(PlanComparison comparison)
    {
        var page = new MarkdownPage().Add($"**{Sentence(comparison)}**\n\n");
        page.AddWhileRoom([.. comparison.Differences.Select(difference => $"- {MarkdownText.Inline(Printable.Short(difference.What))}\n")], "difference");
        return page.ToString();
    }

    private static string Json(PlanComparison comparison) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteBoolean("covered", comparison.IsCovered);
        json.WriteStartArray("differences");
        foreach (var difference in comparison.Differences)
        {
            json.WriteStartObject();
            json.WriteString("address", (difference.Approved ?? difference.Fresh)?.Address.ToString());
            json.WriteString("what", difference.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
