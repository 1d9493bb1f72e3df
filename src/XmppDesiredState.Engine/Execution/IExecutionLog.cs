using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>Is told before steps are sent and after they ended, so that what was begun is known after a crash.</summary>
internal interface IExecutionLog
{
    /// <summary>Returns when it is on record, with everything that ended before. False: it could not be put there, so the steps must not be sent.</summary>
    Task<bool> BeginAsync(IReadOnlyList<PlannedStep> steps, CancellationToken cancellationToken);

    /// <summary>Is put on record while the run goes on.</summary>
    void End(IReadOnlyList<StepReport> reports);
}
