using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say what to load.</summary>
internal sealed class InputOptions
{
    private readonly Option<string[]> file = new("--file", "-f") { Description = "A state file or a folder of them; the working folder unless given. May be given several times.", HelpName = "PATH" };
    private readonly Option<string[]> variableFile = new("--var-file") { Description = "A YAML file of variables.", HelpName = "FILE" };
    private readonly Option<string> connections = new("--connections") { Description = "Take the section providers from this file instead.", HelpName = "FILE" };
    private readonly Option<KeyValuePair<string, string>[]> variable = new("--var")
    {
        Description = "A variable; wins over --var-file.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var pairs = new List<KeyValuePair<string, string>>();
            foreach (var written in result.Tokens.Select(token => token.Value))
            {
                var equals = written.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0) result.AddError($"--var {written} is not NAME=VALUE.");
                else pairs.Add(KeyValuePair.Create(written[..equals], written[(equals + 1)..]));
            }

            return [.. pairs];
        },
    };

    public void AddTo(Command command)
    {
        command.Options.Add(file);
        command.Options.Add(variable);
        command.Options.Add(variableFile);
        command.Options.Add(connections);
    }

    /// <summary>The same as arguments, for a command that somebody copies. Those from the environment are among them.</summary>
    public ImmutableArray<string> Arguments(ParseResult result) =>
    [
        .. (result.GetValue(file) ?? []).SelectMany(path => new[] { "-f", path }),
        .. (result.GetValue(variable) ?? []).SelectMany(pair => new[] { "--var", $"{pair.Key}={pair.Value}" }),
        .. (result.GetValue(variableFile) ?? []).SelectMany(path => new[] { "--var-file", path }),
        .. result.GetValue(connections) is { } path ? new[] { "--connections", path } : [],
    ];

    /// <summary>Completes with what the files say that the line names so far; with nothing while they cannot be loaded.</summary>
    public Func<CompletionContext, IEnumerable<CompletionItem>> Suggest(Invocation invocation, Func<DesiredState, IEnumerable<CompletionItem>> names) => context =>
    {
        try
        {
            return invocation.Engine.Load(Read(context.ParseResult, invocation.Environment)).State is { } state ? names(state) : [];
        }
        catch (InvalidOperationException)
        {
            // An option of the unfinished line has no usable value yet.
            return [];
        }
    };

    public LoadRequest Read(ParseResult result, CliEnvironment environment)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in result.GetValue(variable) ?? []) variables[name] = value;
        return new LoadRequest
        {
            Paths = [.. result.GetValue(file) ?? []],
            WorkingFolder = environment.WorkingFolder,
            HomeFolder = environment.HomeFolder,
            Variables = variables.ToImmutable(),
            VariableFiles = [.. result.GetValue(variableFile) ?? []],
            Connections = result.GetValue(connections),
        };
    }
}
