using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Commands;
using XmppDesiredState.Cli.Completing;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Telemetry;

namespace XmppDesiredState.Cli;

/// <summary>The command line from arguments to exit code, inside any process.</summary>
internal static class CommandLine
{
    public static string Version { get; } = typeof(CommandLine).Assembly.GetName().Version!.ToString(3);

    // In the order people meet them.
    private static ReadOnlySpan<Func<Invocation, Command>> Commands => new Func<Invocation, Command>[]
    {
        InitCommand.Create, ValidateCommand.Create, PlanCommand.Create, ApplyCommand.Create, DriftCommand.Create, VerifyCommand.Create, PartnerSheetCommand.Create, ShowCommand.Create, ScriptCommand.Create,
        ExportCommand.Create, DeploymentsCommand.Create, RunsCommand.Create, UnlockCommand.Create, ProvidersCommand.Create, ExplainCommand.Create, SchemaCommand.Create, FmtCommand.Create, CompletionCommand.Create,
    };

    /// <param name="stop">The first signal.</param>
    /// <param name="abandon">The second signal.</param>
    public static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken stop, CancellationToken abandon)
    {
        if (args is ["--version"])
        {
            await environment.Out.WriteLineAsync(Version);
            return ExitCode.Done;
        }

        var invocation = new Invocation(environment, stop, abandon);
        var root = Create(invocation);
        if (Completion.IsAsked(args))
        {
            await environment.Out.WriteAsync(Completion.Of(root, args[1]));
            return ExitCode.Done;
        }

        var result = root.Parse(args);
        if (result.Errors.Count == 0)
        {
            var (completed, names) = EnvironmentOptions.Complete(args, result, environment);
            invocation.FromEnvironment = names;
            if (!names.IsEmpty) result = root.Parse(completed);
        }

        invocation.Name = result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name;
        invocation.Log = LogOptions.Read(result, invocation);
        if (result.Errors.Count > 0) return Refuse(result, invocation.Log);
        if (Misspelt(args, result) is { } word)
        {
            var options = result.CommandResult.Command.Options.Select(option => option.Name);
            invocation.Log.Write(LogLevel.Error, $"{Printable.Short(word, 60)} is not an option of {result.CommandResult.Command.Name}.{Suggestion.For(word, options)}");
            return ExitCode.Usage;
        }

        using var telemetry = CommandTelemetry.Begin(invocation);
        return await telemetry.EndAsync(await RunAsync(args, result, invocation));
    }

    private static async Task<int> RunAsync(string[] args, ParseResult result, Invocation invocation)
    {
        var (environment, stop) = (invocation.Environment, invocation.Stop);
        try
        {
            var configuration = new InvocationConfiguration { Output = environment.Out, Error = environment.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await result.InvokeAsync(configuration, stop);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            invocation.Log.Write(LogLevel.Error, $"xmppstate has a bug: {exception.GetType().Name}: {exception.Message}");
            invocation.Log.Write(LogLevel.Error, args.Contains("debug") ? (exception.StackTrace ?? "").Split('\n') : ["Please report it with the output of the same command and --log-level debug."]);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>All commands with their options; nothing is read before one of them runs.</summary>
    public static RootCommand Create(Invocation invocation)
    {
        var root = new RootCommand("Desired state for XMPP federation: from YAML files to the live gateway.");
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help);
            else if (option is VersionOption) option.Action = new PrintVersion();
        }

        foreach (var create in Commands)
        {
            var command = create(invocation);
            LogOptions.AddTo(command);
            root.Subcommands.Add(command);
        }

        return root;
    }

    // Where an argument may stand, the library takes a misspelt option for one.
    private static string? Misspelt(string[] args, ParseResult result) => args.Contains("--") ? null
        : result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault(token => token.Value is ['-', _, ..])?.Value;

    // The library would print its message, the whole help to standard output, and exit with 1.
    private static int Refuse(ParseResult result, Log log)
    {
        if (log.IsJson)
        {
            log.Write(LogLevel.Error, [.. result.Errors.Select(error => error.Message)]);
            return ExitCode.Usage;
        }

        if (result.Action is ParseErrorAction action) (action.ShowHelp, action.ShowTypoCorrections) = (false, true);
        using var said = new StringWriter();
        result.Invoke(new InvocationConfiguration { Output = said, Error = said });
        log.Draw(said.ToString());
        return ExitCode.Usage;
    }
}
