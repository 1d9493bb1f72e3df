using System.CommandLine;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say how much is told on standard error, and in which form.</summary>
internal static class LogOptions
{
    private const string Level = "--log-level", Format = "--log-format";

    /// <summary>Every command has them.</summary>
    public static void AddTo(Command command)
    {
        var level = new Option<string>(Level) { Description = "What to say on standard error; debug: also each call of a provider, and timings.", DefaultValueFactory = _ => "info" };
        var format = new Option<string>(Format) { Description = "How to say it: as text, or as one JSON object a line.", DefaultValueFactory = _ => "text" };
        level.AcceptOnlyFromAmong("error", "warn", "info", "debug");
        format.AcceptOnlyFromAmong("text", "json");
        command.Options.Add(level);
        command.Options.Add(format);
    }

    /// <summary>The log of whatever was parsed, also where that cannot be used: then what is wrong is told in the form that was asked for.</summary>
    public static Log Read(ParseResult result, Invocation invocation)
    {
        var environment = invocation.Environment;
        var level = Word(result, Level, environment) switch { "error" => LogLevel.Error, "warn" => LogLevel.Warn, "debug" => LogLevel.Debug, _ => LogLevel.Info };
        var isJson = Word(result, Format, environment) == "json";
        return new Log(environment.Error, level, isJson ? new LogRecords(environment.Clock, invocation.Name, () => invocation.RunId) : null);
    }

    // From what was written, since a value cannot be asked for where there are errors.
    private static string? Word(ParseResult result, string name, CliEnvironment environment) =>
        result.CommandResult.Command.Options.FirstOrDefault(option => option.Name == name) is not { } option ? null
        : result.GetResult(option) is { Tokens: [var token, ..] } ? token.Value : environment.Variable(EnvironmentOptions.NameOf(option));
}
