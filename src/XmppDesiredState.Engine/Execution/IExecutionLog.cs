using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>Is told before steps are sent and after they ended, so that what was begun is known after a crash.</summary>
internal interface IExecutionLog
{
    /// <summary>False: it could not be put on record, so the steps must not be sent.</summary>
    Task<bool> BeginAsync(IReadOnlyList<PlannedStep> steps, CancellationToken cancellationToken);

    Task EndAsync(IReadOnlyList<StepReport> reports, CancellationToken cancellationToken);
}
