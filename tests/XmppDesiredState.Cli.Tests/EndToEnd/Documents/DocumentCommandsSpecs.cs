using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Commands;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>What documents tell people to type is understood.</summary>
public sealed class DocumentCommandsSpecs
{
    public static TheoryData<string> Documents =>
    [
        .. ((string[])["README.md", ".github/CONTRIBUTING.md", "src/README.md"])
            .Concat(((string[])["examples", "src"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
            .Distinct().Where(path => !path.Split('/').Any(part => part is "bin" or "obj")),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_a_document_is_one(string document)
    {
        var root = CommandLine.Create(new Invocation(new CliEnvironment
        {
            In = TextReader.Null,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            WorkingFolder = Repository.Root,
            Variable = _ => null,
            Clock = TimeProvider.System,
            Machine = "machine",
            User = "ann",
            CreateEngine = environment => new EngineAdapter(environment),
        }, CancellationToken.None, CancellationToken.None));

        var wrong = from block in FencedBlock.Of(File.ReadAllLines(Path.Combine(Repository.Root, document)))
                    from command in block.Commands
                    let words = CommandLineParser.SplitCommandLine(command).Skip(1).ToArray()
                    let errors = root.Parse(words).Errors
                    where errors.Count > 0 && words is not ["--version"]
                    select $"{document}:{block.Line}: {command}: {errors[0].Message}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Documents_have_commands() =>
        Assert.True(Documents.SelectMany(row => FencedBlock.Of(File.ReadAllLines(Path.Combine(Repository.Root, row.Data)))).SelectMany(block => block.Commands).Count() > 10);
}
