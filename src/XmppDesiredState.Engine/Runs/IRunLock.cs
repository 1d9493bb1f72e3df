namespace XmppDesiredState.Engine.Runs;

/// <summary>The lock of a run store while it is held. Disposing releases it; a process that dies releases it too.</summary>
public interface IRunLock : IAsyncDisposable
{
    /// <summary>Cancelled when the lock is lost under way (a lease that could not be renewed): stop writing.</summary>
    CancellationToken Lost { get; }
}
