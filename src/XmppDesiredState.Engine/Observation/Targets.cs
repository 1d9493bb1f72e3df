using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Makes sure that the record of what is ours speaks of the live system that was read.</summary>
internal static class Targets
{
    /// <summary>By provider: whose live system was seen. Should its kinds say different things, all are named.</summary>
    public static Dictionary<string, string> Of(ObservedState observed) => observed.Kinds
        .Where(kind => kind.Seen is not null)
        .GroupBy(kind => kind.Provider, StringComparer.Ordinal)
        .ToDictionary(kinds => kinds.Key, kinds => string.Join("; ", kinds.Select(kind => kind.Seen!.Target).Distinct().Order(StringComparer.Ordinal)), StringComparer.Ordinal);

    /// <summary>Kinds on another system than the record's become unknown: whatever the record calls ours there may be somebody else's.</summary>
    public static ObservedState Check(ObservedState observed, LastApplied record)
    {
        var seen = Of(observed);
        var others = seen.Where(target => record.Targets.TryGetValue(target.Key, out var recorded) && !recorded.Split("; ").Intersect(target.Value.Split("; ")).Any())
            .ToDictionary(target => target.Key, target => ObservationDiagnostics.OtherTargetOf(target.Key, record.Targets[target.Key], target.Value), StringComparer.Ordinal);
        return others.Count == 0 ? observed : new ObservedState([.. observed.Kinds.Select(kind =>
            others.TryGetValue(kind.Provider, out var diagnostic) ? kind with { Seen = null, Unreadable = diagnostic } : kind)]);
    }
}
