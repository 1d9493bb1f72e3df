using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>
/// What became of ways out (<see cref="PlannedStep.FailureOf"/>, <see cref="PlannedStep.Mends"/>).
/// <code>
/// the steps it is a way out of        | the way out
/// ------------------------------------|----------------------------------------------
/// one is still open                   | is decided later
/// one was tried and failed            | is taken, once what it requires succeeded
/// none was tried and failed           | is not needed, nor is what requires it
/// </code>
/// </summary>
internal sealed class WaysOut(Plan plan)
{
    private readonly HashSet<int> notNeeded = [];
    private readonly ILookup<int, PlannedStep> menders = plan.Steps.Where(step => step.Mends is not null).ToLookup(step => step.Mends!.Value);

    public int NotNeeded => notNeeded.Count;

    /// <summary>Null: it cannot be told yet.</summary>
    public bool? IsNeeded(PlannedStep step, IReadOnlyDictionary<int, StepReport> reports)
    {
        if (step.Requires.Any(notNeeded.Contains)) return Refuse(step);
        if (step.FailureOf.IsEmpty) return true;
        if (step.FailureOf.Any(id => reports.TryGetValue(id, out var report) && HasFailed(report))) return true;
        return step.FailureOf.All(id => reports.ContainsKey(id) || notNeeded.Contains(id)) ? Refuse(step) : null;
    }

    /// <summary>Whether the step succeeded, or a way out led back behind it. Null: it cannot be told yet.</summary>
    public bool? HasSucceeded(int step, IReadOnlyDictionary<int, StepReport> reports)
    {
        if (!reports.TryGetValue(step, out var report)) return null;
        if (report.Succeeded) return true;
        var open = false;
        foreach (var mender in menders[step])
        {
            if (notNeeded.Contains(mender.Id)) continue;
            if (!reports.TryGetValue(mender.Id, out var result)) open = true;
            else if (result.Succeeded) return true;
        }

        return open ? null : false;
    }

    private bool Refuse(PlannedStep step)
    {
        notNeeded.Add(step.Id);
        return false;
    }

    // Tried: whatever waits or was skipped did nothing that a way out could mend.
    private static bool HasFailed(StepReport report) => report.Result is StepResult.Conflict or StepResult.NotDone or StepResult.Unknown;
}
