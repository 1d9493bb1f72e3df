using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Commands;

/// <summary>One call of the command line.</summary>
internal sealed class Invocation(CliEnvironment environment, CancellationToken stop, CancellationToken abandon)
{
    private IEngine? engine;

    public CliEnvironment Environment => environment;

    /// <summary>The first signal: begin nothing more and come to an orderly end.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The second signal: leave what is under way.</summary>
    public CancellationToken Abandon => abandon;

    public IEngine Engine => engine ??= environment.CreateEngine(environment);

    /// <summary>Variables that stood in for options.</summary>
    public ImmutableArray<string> FromEnvironment { get; set; } = [];
}
