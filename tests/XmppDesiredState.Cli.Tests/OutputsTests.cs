using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli.Tests;

/// <summary>What is asked for is made, and nothing else.</summary>
public sealed class OutputsTests
{
    [Fact]
    public void WriteForms_NoneAskedFor_MakesNoReport()
    {
        var outputs = new Outputs(new CliEnvironment
        {
            In = TextReader.Null,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            WorkingFolder = Path.GetTempPath(),
            Variable = _ => null,
            Clock = TimeProvider.System,
            Machine = "here",
            User = "tester",
            CreateEngine = _ => throw new InvalidOperationException("An engine was made."),
        }, [new OutputTarget(OutputFormat.Text, null), new OutputTarget(OutputFormat.Json, "plan.json")], colour: false);

        outputs.WriteForms(() => throw new InvalidOperationException("A report was made."), () => throw new InvalidOperationException("Markdown was made."));
    }
}
