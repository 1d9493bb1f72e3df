using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A change with what must come before it.</summary>
/// <param name="Requires">Addresses whose changes release what this one claims.</param>
/// <param name="Interim">
/// Set where partners swap domains, so that none can go first: the state in which it has given up what it gives up and taken nothing yet.
/// All interims come first, then the changes proper.
/// </param>
internal sealed record OrderedChange(Change Change, ImmutableArray<Address> Requires, Resource? Interim);
