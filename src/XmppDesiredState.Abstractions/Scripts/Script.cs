using System.Collections.Immutable;

namespace XmppDesiredState.Scripts;

/// <summary>A script that does steps of a plan.</summary>
/// <param name="LeftOut">By id: steps that it cannot do, and why in a few words.</param>
public sealed record Script(string Text, ImmutableSortedDictionary<int, string> LeftOut);
