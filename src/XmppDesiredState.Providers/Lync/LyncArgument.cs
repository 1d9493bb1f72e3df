using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What a parameter of a cmdlet is given: a closed union, sent as data to a session or written as a literal into a script.</summary>
internal abstract record LyncArgument
{
    private LyncArgument()
    {
    }

    public sealed record Text(string Content) : LyncArgument;

    /// <summary>For a Boolean as for a switch: <c>-Confirm:$false</c> is right for both.</summary>
    public sealed record Flag(bool Content) : LyncArgument;

    /// <summary>From 0 to 4,294,967,295: every number of these cmdlets is a UInt32.</summary>
    public sealed record Number(long Content) : LyncArgument;

    /// <summary>The whole list, as New- takes it; never empty.</summary>
    public sealed record Texts(ImmutableArray<string> Items) : LyncArgument
    {
        public bool Equals(Texts? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        public override int GetHashCode() => Items.Aggregate(Items.Length, HashCode.Combine);
    }

    /// <summary>A PSListModifier, <c>@{Add=…;Remove=…}</c>: at least one of the two has items.</summary>
    public sealed record ListChange(ImmutableArray<string> Add, ImmutableArray<string> Remove) : LyncArgument
    {
        public bool Equals(ListChange? other) => other is not null && Add.AsSpan().SequenceEqual(other.Add.AsSpan()) && Remove.AsSpan().SequenceEqual(other.Remove.AsSpan());

        public override int GetHashCode() => Remove.Aggregate(Add.Aggregate(Add.Length, HashCode.Combine), HashCode.Combine);
    }

    /// <summary><c>$null</c>: empties a text or a list.</summary>
    public sealed record Empty : LyncArgument
    {
        public static readonly Empty Instance = new();
    }

    /// <summary>A secret by reference; whoever sends it resolves it then and keeps nothing.</summary>
    public sealed record Secret(SecretReference Reference) : LyncArgument;
}
