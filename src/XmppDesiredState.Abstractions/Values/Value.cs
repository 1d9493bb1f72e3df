using System.Collections.Immutable;

namespace XmppDesiredState.Values;

/// <summary>
/// A closed union. Diff, fingerprint, JSON, plug-in protocol and redaction work on these alone.
/// Equality is structural throughout.
/// </summary>
public abstract record Value
{
    private Value()
    {
    }

    public sealed record Text(string Content) : Value;

    /// <summary>A whole number. Durations are whole seconds.</summary>
    public sealed record Number(long Content) : Value;

    public sealed record Flag(bool Content) : Value;

    public sealed record List(ImmutableArray<Value> Items) : Value
    {
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in Items) hash.Add(item);
            return hash.ToHashCode();
        }
    }

    public sealed record Map(ImmutableSortedDictionary<string, Value> Items) : Value
    {
        public static readonly ImmutableSortedDictionary<string, Value> NoItems =
            ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);

        public bool Equals(Map? other)
        {
            if (other is null || Items.Count != other.Items.Count) return false;
            if (ReferenceEquals(Items, other.Items)) return true;
            // Asked for every resource at every comparison: a loop needs no closure.
            foreach (var (key, value) in Items)
            {
                if (!other.Items.TryGetValue(key, out var others) || !value.Equals(others)) return false;
            }

            return true;
        }

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var (key, value) in Items) hash.Add(HashCode.Combine(key, value));
            return hash.ToHashCode();
        }
    }

    /// <summary><c>key: null</c>, an empty list: declared empty, so empty it. A provider reports an empty field so.</summary>
    public sealed record Cleared : Value
    {
        public static readonly Cleared Instance = new();
    }

    /// <summary><c>key: default</c>: the documented default of the back end (<see cref="Providers.Capability.Defaults"/>). Resolved before the diff.</summary>
    public sealed record Default : Value
    {
        public static readonly Default Instance = new();
    }

    /// <summary>Known only after that step of the same plan, such as the thumbprint of a certificate yet to be issued.</summary>
    public sealed record Later(int Step) : Value;

    /// <summary>Never the secret itself. <paramref name="Version"/> is bumped by the author to have a write-only secret written again.</summary>
    public sealed record Secret(SecretReference Reference, long Version = 0) : Value;
}
