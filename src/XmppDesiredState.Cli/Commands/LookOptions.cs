using System.CommandLine;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say how the live systems are read.</summary>
internal sealed class LookOptions
{
    private readonly Option<int> parallelism = new("--parallelism")
    {
        Description = "Providers asked at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => PlanOptions.None.Parallelism,
        Validators = { result => CheckAtLeast(result, "--parallelism", 1) },
    };

    private readonly Option<TimeSpan?> timeout = DurationOption.Create("--timeout", "Longest time of one call of a provider; 30s unless given.");
    private readonly Option<bool> noPrograms = new("--no-exec") { Description = "Start no program that the files declare." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[parallelism, timeout, noPrograms]) command.Options.Add(option);
    }

    public PlanOptions Read(ParseResult result, CliEnvironment environment) => new()
    {
        Parallelism = result.GetValue(parallelism),
        Timeout = result.GetValue(timeout) ?? PlanOptions.None.Timeout,
        Commit = CiOrigin.Of(environment).Commit,
    };

    public bool AllowsPrograms(ParseResult result) => !result.GetValue(noPrograms);

    public static void CheckAtLeast(System.CommandLine.Parsing.OptionResult result, string name, int least)
    {
        foreach (var token in result.Tokens)
        {
            if (int.TryParse(token.Value, out var number) && number < least) result.AddError($"{name} {token.Value} is too small: write {least} or more.");
        }
    }
}
