using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Runs;

/// <summary>How a run ended, in a word.</summary>
public static class RunResults
{
    /// <summary>Everything the plan wanted holds.</summary>
    public const string Complete = "complete";

    /// <summary>Everything else holds, and something waits.</summary>
    public const string Waiting = "waiting";

    /// <summary>Something failed, was skipped or is blocked.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>Somebody stopped it.</summary>
    public const string Stopped = "stopped";

    /// <summary>Never written: it has no end, and nobody is at it.</summary>
    public const string CutOff = "cut-off";

    /// <summary>Never written: it has no end, and holds the lock.</summary>
    public const string Running = "running";

    public static ImmutableArray<string> All { get; } = [Complete, Waiting, Incomplete, Stopped, CutOff, Running];
}
