using System.CommandLine;
using XmppDesiredState.Cli.Rendering.Reports;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Loads and validates. Offline and inert: no program, no network, no secret.</summary>
internal static class ValidateCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions(OutputOptions.OfReports);
        var command = new Command("validate", "Check the files, offline.");
        input.AddTo(command);
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            var findings = loaded.Findings;
            var code = ExitCode.Of(ExitColumn.Validate, new Outcome { FileErrors = findings.Summary.Errors > 0 });
            session.Outputs.Write(() => FindingsReport.Of(findings, ReportCommand.Validate, invocation.Environment.Clock.GetUtcNow(), code), target => findings.Render(target.Format, session.Outputs.InkOf(target)));
            return Task.FromResult(code);
        }));
        return command;
    }
}
