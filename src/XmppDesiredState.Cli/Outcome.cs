using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli;

/// <summary>What a command came to, counted: all that the exit code depends on.</summary>
internal sealed record Outcome
{
    public bool Interrupted { get; init; }

    public bool WrongUsage { get; init; }

    public bool LockHeld { get; init; }

    /// <summary>The files have errors, or a file that was asked for could not be written.</summary>
    public bool FileErrors { get; init; }

    /// <summary>Nothing was written, since nobody approved it or guards hold back everything.</summary>
    public bool Refused { get; init; }

    /// <summary>Steps were sent to providers.</summary>
    public bool Executed { get; init; }

    public int Unreadable { get; init; }

    public int Failed { get; init; }

    public int Blocked { get; init; }

    public int Waiting { get; init; }

    /// <summary>Domains that cannot work; what cannot be told fails nothing.</summary>
    public int ChecksFailed { get; init; }

    /// <summary>Items of the classes that <c>--fail-on</c> names.</summary>
    public int Drifted { get; init; }

    /// <summary>Live and declared differ, whether or not it can be executed now.</summary>
    public bool HasChanges { get; init; }

    public static Outcome Of(PlanSummary summary) => new()
    {
        Unreadable = summary.Unreadable,
        Blocked = summary.Blocked,
        Waiting = summary.Waiting,
        HasChanges = summary.HasChanges,
    };

    public static Outcome Of(ApplyResult result)
    {
        var outcome = result.Plan is null ? new Outcome() : Of(result.Plan.Summary);
        if (result.Report is { } report)
        {
            var run = report.Summary;
            outcome = outcome with
            {
                Interrupted = report.Cancelled,
                Executed = true,
                Unreadable = run.Unreadable,
                Failed = run.Failed,
                Blocked = run.Blocked,
                Waiting = run.Waiting,
            };
        }

        return outcome with
        {
            LockHeld = result.Verdict == ApplyVerdict.LockHeld,
            Refused = result.Verdict is ApplyVerdict.Refused or ApplyVerdict.AllBlocked,
            Unreadable = result.Verdict == ApplyVerdict.Unreadable ? Math.Max(outcome.Unreadable, 1) : outcome.Unreadable,
        };
    }
}
