using System.Collections.Immutable;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Tests;

/// <summary>A run of the command line in this process; without an engine of the test's, with the real one.</summary>
internal sealed record Run(int Code, string Out, string Error)
{
    public string All => Out + Error;

    /// <summary>Fails with everything that was said when it ended otherwise.</summary>
    public Run Ended(int code)
    {
        Assert.True(Code == code, $"Exit code {Code}, expected {code}.\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }

    public Run Says(string text)
    {
        Assert.True(All.Contains(text, StringComparison.Ordinal), $"Nowhere: {text}\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }

    public Run Never(string text)
    {
        Assert.False(All.Contains(text, StringComparison.Ordinal), $"There: {text}\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }

    public static async Task<Run> Of(IEngine? engine, string[] args, Action<Dictionary<string, string>>? variables = null, string input = "", bool terminal = false, string? folder = null, TimeProvider? clock = null,
        ImmutableArray<IProviderFactory> factories = default, TextReader? reader = null, CancellationToken stop = default)
    {
        var environment = new Dictionary<string, string>();
        variables?.Invoke(environment);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new CliEnvironment
        {
            In = reader ?? new StringReader(input),
            Out = output,
            Error = error,
            IsInputTerminal = terminal,
            WorkingFolder = folder ?? Path.GetTempPath(),
            Variable = environment.GetValueOrDefault,
            Clock = clock ?? TimeProvider.System,
            Machine = "machine",
            User = "ann",
            CreateEngine = environment => engine ?? new EngineAdapter(environment, factories),
        }, stop, CancellationToken.None);
        return new Run(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
