using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Lync;

/// <summary>One call of one cmdlet: the same for a session, which sends it as data, and for a script, which writes it with literals.</summary>
/// <param name="Cmdlet">A constant of ours: <c>Set-CsXmppAllowedPartner</c>.</param>
/// <param name="Parameters">In the order in which people read them; each name stands once.</param>
internal sealed record LyncCall(string Cmdlet, params ImmutableArray<LyncParameter> Parameters)
{
    public bool Equals(LyncCall? other) => other is not null && Cmdlet == other.Cmdlet && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan());

    public override int GetHashCode() => Parameters.Aggregate(Cmdlet.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    public LyncCall With(string name, LyncArgument argument) => this with { Parameters = Parameters.Add(new LyncParameter(name, argument)) };
}
