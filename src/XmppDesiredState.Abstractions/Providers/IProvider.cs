using XmppDesiredState.Changes;

namespace XmppDesiredState.Providers;

/// <summary>A provider that may write.</summary>
public interface IProvider : IReadableProvider
{
    /// <summary>Executes all ready steps of one kind and phase.</summary>
    /// <remarks>
    /// The provider cuts its own messages, keeps its rate and order, and never retries a write. Where the server can, it has
    /// <see cref="Step.Before"/> compared there (compare-and-swap), else it re-reads just before. It yields exactly one outcome per
    /// step, in any order, as soon as it is known; a step without an outcome counts as <see cref="StepResult.Unknown"/>, and so does
    /// every open step when it throws. Silence beyond the time-out of the run ends the call; a wait that is due says so by
    /// <see cref="ProviderSettings.Waits"/>.
    /// </remarks>
    IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken);
}
