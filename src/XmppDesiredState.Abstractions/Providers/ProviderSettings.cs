using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers;

/// <summary>What a provider instance gets.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Folder">Absolute path of the folder that holds the declaring file.</param>
/// <param name="Options">Canonical values; paths are absolute.</param>
/// <param name="Reveal">Resolves a secret. Call it at the moment of use and keep nothing.</param>
/// <param name="Progress">One line for a person who waits. Never a secret.</param>
/// <param name="AllowPrograms">False under <c>--no-exec</c>: start no declared program.</param>
public sealed record ProviderSettings(string Name, string Folder, ImmutableSortedDictionary<string, Value> Options, RevealSecret Reveal,
    TimeProvider Clock, Action<string> Progress, bool AllowPrograms)
{
    /// <summary>
    /// To be called before a wait that the other side asked for, or documents, with its length: for so long the provider's silence is no time-out.
    /// Say it to a person too, by <see cref="Progress"/>.
    /// </summary>
    public Action<TimeSpan> Waits { get; init; } = static _ => { };

    public bool TryGet<T>(Field<T> option, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Options.TryGetValue(option.Name, out var raw) && raw is not Value.Cleared && option.Type.TryRead(raw, out value, out _);
    }

    public T? Get<T>(Field<T> option) => TryGet(option, out var value) ? value : default;
}
