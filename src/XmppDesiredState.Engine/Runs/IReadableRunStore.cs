using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Runs;

/// <summary>What those may ask of a run store who only look: plan and drift hold no other. Nothing here takes a lock, writes, or makes the store.</summary>
public interface IReadableRunStore
{
    /// <summary>For people: the folder's path, the container's address.</summary>
    string Location { get; }

    /// <summary>Who holds the lock now.</summary>
    /// <returns>Null: nobody. <see cref="LockHolder.Unknown"/>: somebody, whose particulars cannot be read.</returns>
    /// <exception cref="Providers.ProviderException">It cannot be seen; never taken for "nobody".</exception>
    Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken);

    /// <exception cref="Providers.ProviderException">It cannot be read; never taken for an empty one.</exception>
    Task<LastApplied> ReadLastAppliedAsync(CancellationToken cancellationToken);

    /// <summary>The ids alone, in any order and without reading a run: whether something ran between two looks.</summary>
    Task<ImmutableArray<string>> ListRunIdsAsync(CancellationToken cancellationToken);
}
