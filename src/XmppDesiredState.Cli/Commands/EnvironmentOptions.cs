using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that stand in the environment: <c>XMPPSTATE_VAR_FILE</c> for <c>--var-file</c>. The command line wins.</summary>
internal static class EnvironmentOptions
{
    private const string Prefix = "XMPPSTATE_";

    private static readonly HashSet<string> Never = [.. PlanningOptions.NeverFromEnvironment, .. ApplyCommand.NeverFromEnvironment, "--force", "--check", UnlockCommand.BreakOption];

    /// <summary>The arguments with those options, and the names of the variables that were used.</summary>
    public static (string[] Arguments, ImmutableArray<string> Names) Complete(string[] args, ParseResult result, CliEnvironment environment)
    {
        var added = new List<string>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var option in result.CommandResult.Command.Options)
        {
            if (option is HelpOption or VersionOption || Never.Contains(option.Name) || result.GetResult(option) is { Implicit: false }) continue;
            var name = NameOf(option);
            if (environment.Variable(name) is not { Length: > 0 } value) continue;
            var before = added.Count;
            if (option.ValueType != typeof(bool)) added.AddRange(Values(option, value).Select(item => $"{option.Name}={item}"));
            else if (environment.IsSet(name)) added.Add(option.Name);
            if (added.Count > before) names.Add(name);
        }

        // Behind a bare -- everything is an argument.
        var end = Array.IndexOf(args, "--");
        return end < 0 ? ([.. args, .. added], names.ToImmutable()) : ([.. args[..end], .. added, .. args[end..]], names.ToImmutable());
    }

    /// <summary>The variable that stands for an option.</summary>
    public static string NameOf(Option option) => Prefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    private static IEnumerable<string> Values(Option option, string value) => option.ValueType.IsArray
        ? value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [value];
}
