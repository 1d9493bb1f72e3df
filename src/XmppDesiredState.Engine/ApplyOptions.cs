using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine;

/// <summary>How one apply is run.</summary>
public sealed record ApplyOptions
{
    /// <summary>A saved plan: only its changes are executed.</summary>
    public Plan? Approved { get; init; }

    /// <summary>Shown the fresh plan under the lock; false declines it. Not asked when there is nothing to execute or a saved plan decides.</summary>
    public required Func<Plan, CancellationToken, ValueTask<bool>> Approve { get; init; }

    /// <summary>How long to wait for the lock.</summary>
    public TimeSpan LockTimeout { get; init; }

    public required string RunId { get; init; }

    /// <summary>Who runs it: the user, or the CI job.</summary>
    public required string Actor { get; init; }

    public required string Machine { get; init; }

    public required string Command { get; init; }

    public string? Reason { get; init; }

    /// <summary>Number of the pull or merge request that this is applied for, where it is known.</summary>
    public string? PullRequest { get; init; }

    /// <summary>Address of the CI run.</summary>
    public string? RunUrl { get; init; }

    public Action<RunProgress>? Progress { get; init; }
}
