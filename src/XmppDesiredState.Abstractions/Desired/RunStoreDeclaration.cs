using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Desired;

/// <summary><c>runStore</c>: where what was ours and what was done is kept.</summary>
public sealed record RunStoreDeclaration(string Type, ImmutableSortedDictionary<string, Value> Options, SourceSpan Where);
