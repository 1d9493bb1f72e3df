using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers;

/// <summary>The reading half of a provider. Plan and drift hold no other.</summary>
public interface IReadableProvider : IAsyncDisposable
{
    /// <summary>The form in which this back end will report <paramref name="desired"/>.</summary>
    /// <remarks>Pure; applying it twice changes nothing.</remarks>
    Resource Normalize(Resource desired);

    /// <summary>All of one kind.</summary>
    /// <remarks>A failed or partial read is never an empty one: throw.</remarks>
    /// <exception cref="ProviderException">It could not be read; the kind's state is unknown.</exception>
    Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken);
}
