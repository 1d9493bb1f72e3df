using System.CommandLine;
using System.CommandLine.Invocation;

namespace XmppDesiredState.Cli.Commands;

/// <summary><c>--version</c>: of this program, also where a test runs it.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(CommandLine.Version);
        return ExitCode.Done;
    }
}
