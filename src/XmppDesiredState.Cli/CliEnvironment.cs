namespace XmppDesiredState.Cli;

/// <summary>Everything the command line takes from the process it runs in, so that a test can stand in for it.</summary>
internal sealed record CliEnvironment
{
    public required TextReader In { get; init; }

    /// <summary>The result, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Logs, progress, prompts and timings.</summary>
    public required TextWriter Error { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Absolute path.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Null where there is none.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Clock { get; init; }

    public required string Machine { get; init; }

    public required string User { get; init; }

    public int ProcessId { get; init; }

    /// <summary>Called at most once, and only by commands that need it: <c>--version</c> builds no provider.</summary>
    public required Func<CliEnvironment, IEngine> CreateEngine { get; init; }

    /// <summary>Set, and neither empty nor <c>false</c> nor <c>0</c>.</summary>
    public bool IsSet(string variable) => Variable(variable) is { Length: > 0 } value && value is not ("0" or "false");

    public bool IsCi => IsSet("CI");
}
