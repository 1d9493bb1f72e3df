using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Commands;

/// <summary>One call of the command line.</summary>
internal sealed class Invocation(CliEnvironment environment, CancellationToken stop, CancellationToken abandon)
{
    private IEngine? engine;
    private string? runId;

    public CliEnvironment Environment => environment;

    /// <summary>The first signal: begin nothing more and come to an orderly end.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The second signal: leave what is under way.</summary>
    public CancellationToken Abandon => abandon;

    public IEngine Engine => engine ??= environment.CreateEngine(environment);

    /// <summary>The name of the command, such as <c>plan</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Of this call, whether or not it is one that the run store keeps.</summary>
    public string RunId => runId ??= Engine.CreateRunId(environment.Clock.GetUtcNow(), environment.Machine, environment.ProcessId);

    /// <summary>The name in the files, once they are loaded.</summary>
    public string? Deployment { get; private set; }

    public Log Log { get; set; } = new(environment.Error, LogLevel.Info, null);

    public void Loaded(string? deployment)
    {
        Deployment = deployment;
        if (Log.Records is { } records) records.Deployment = deployment;
    }

    /// <summary>Variables that stood in for options.</summary>
    public ImmutableArray<string> FromEnvironment { get; set; } = [];
}
