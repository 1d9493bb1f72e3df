using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers;

/// <summary>What to observe.</summary>
/// <param name="Declared">Ids that the files declare, or once declared: each is reported if it exists.</param>
/// <param name="Unlisted">Whether others of the kind are asked for too.</param>
public sealed record Scope(Kind Kind, ImmutableArray<Resource> Declared, bool Unlisted);
