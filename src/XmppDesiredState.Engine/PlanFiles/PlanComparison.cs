using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>How a fresh plan relates to an approved one.</summary>
/// <param name="Differences">All of them, also those that do no harm.</param>
/// <param name="Refusal">Null: every executable change of the fresh plan was approved as it is. Else why it must not be executed.</param>
public sealed record PlanComparison(ImmutableArray<PlanDifference> Differences, Diagnostic? Refusal)
{
    public bool IsCovered => Refusal is null;
}
