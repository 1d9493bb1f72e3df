using System.Collections.Immutable;

namespace XmppDesiredState.Values;

/// <summary>A word that is none of those understood here.</summary>
public sealed record UnknownWord(string Word, ImmutableArray<string> Known, bool IsKey);
