using System.Collections.Immutable;

namespace XmppDesiredState.Values;

/// <summary>Says where a secret is, never what it is. Safe to print, compare and store.</summary>
/// <param name="Source">Kind of place.</param>
/// <param name="Arguments">The variable's name; the absolute path; the program and its arguments.</param>
public sealed record SecretReference(SecretSource Source, ImmutableArray<string> Arguments)
{
    public bool Equals(SecretReference? other) => other is not null && Source == other.Source
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    public override int GetHashCode() => Arguments.Aggregate((int)Source, HashCode.Combine);

    public override string ToString() => Source switch
    {
        SecretSource.Environment => $"environment variable {Arguments[0]}",
        SecretSource.File => $"file {Arguments[0]}",
        _ => $"program {Arguments[0]}",
    };
}
