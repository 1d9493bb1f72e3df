using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Drifting;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The JSON schemas that editors and consumers use.</summary>
internal static class SchemaCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Json]);
        var name = new Argument<string>("NAME") { Description = "federation: state files (unless given). plan: saved plans. drift: what drift finds. verify: verdicts.", DefaultValueFactory = _ => "federation" };
        name.AcceptOnlyFromAmong("federation", "plan", "drift", "verify");
        var command = new Command("schema", "Print a JSON schema.");
        command.Arguments.Add(name);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            invocation.Environment.Out.Write(result.GetValue(name) switch
            {
                "plan" => session.Engine.PlanSchema(),
                "drift" => DriftSchema.Create(),
                "verify" => VerifySchema.Create(),
                _ => session.Engine.StateFileSchema(),
            });
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
