using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Runs;

/// <summary>What was ours after the last apply. Losing it loses no truth about the world, only this.</summary>
/// <param name="Deployment">Name of the deployment it belongs to; empty when nothing was ever applied.</param>
/// <param name="Targets">By provider name: whose live system it speaks of.</param>
public sealed record LastApplied(string Deployment, ImmutableSortedDictionary<string, string> Targets, ImmutableSortedDictionary<Address, LastAppliedEntry> Entries)
{
    public static readonly LastApplied None = new("", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableSortedDictionary<Address, LastAppliedEntry>.Empty);
}
