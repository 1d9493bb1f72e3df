using System.CommandLine;
using XmppDesiredState.Cli.Completing;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The script that makes a shell complete our command lines. It holds no list of its own: it asks this program.</summary>
internal static class CompletionCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([Rendering.OutputFormat.Text]);
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", CompletionScript.Shells[..^1])} or {CompletionScript.Shells[^1]}." };
        shell.AcceptOnlyFromAmong(CompletionScript.Shells);
        var command = new Command("completion", "Print the script that completes command lines in a shell.");
        command.Arguments.Add(shell);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, _ =>
        {
            invocation.Environment.Out.Write(CompletionScript.Of(result.GetValue(shell)!));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
