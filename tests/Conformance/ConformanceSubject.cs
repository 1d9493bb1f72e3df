using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance;

/// <summary>What the suite must know of a provider: one fresh live system, and how to reach it past the provider.</summary>
public abstract class ConformanceSubject : IAsyncDisposable
{
    /// <summary>Stands for every secret. It must appear nowhere.</summary>
    public const string Canary = "canary-7f3a-never-show-this";

    public abstract IProviderFactory Factory { get; }

    /// <summary>Another instance over the same live system, as a second process would have it.</summary>
    public abstract IProvider Create();

    /// <summary>Kinds whose resources the provider creates, changes and deletes; each is put through the suite.</summary>
    public abstract IReadOnlyList<Kind> Kinds { get; }

    /// <summary>A desired resource with the given number; different numbers give different names.</summary>
    public abstract Resource Sample(Kind kind, int number);

    /// <summary>The same resource with at least one managed attribute changed.</summary>
    public abstract Resource Mutate(Resource sample);

    /// <summary>A field that can be emptied, with a value for it; null where the kind has none.</summary>
    public virtual (Field Field, Value Value)? Clearable(Kind kind) => null;

    /// <summary>Changes or creates the resource on the live system as a person would.</summary>
    public abstract Task ChangeBehindItsBackAsync(Resource resource);

    /// <summary>From now on the kind cannot be read, in the way this back end usually fails.</summary>
    public abstract Task BreakReadsAsync(Kind kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return CleanUpAsync();
    }

    /// <summary>Removes the live system.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    /// <summary>Settings for <see cref="Create"/>; secrets resolve to <see cref="Canary"/>.</summary>
    protected static ProviderSettings Settings(string folder, System.Collections.Immutable.ImmutableSortedDictionary<string, Value> options) =>
        new("subject", folder, options, (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(Canary.AsMemory()), TimeProvider.System, _ => { }, AllowPrograms: true);
}
