using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Planning;

/// <summary>Holds back deletes that are more often a mistake than an intention. Each guard concerns its own changes and nothing else.</summary>
internal static class Guards
{
    /// <summary>Below so many live resources a share says nothing.</summary>
    private const int SmallestCount = 10;

    /// <summary>More than this share of a kind, in percent, is suspicious. The figure is octoDNS's.</summary>
    private const int SafeShare = 30;

    public static ImmutableArray<Change> Hold(PlanInput input, ImmutableArray<Change> changes)
    {
        var held = changes.ToArray();
        HoldInvalid(input, held);
        var declaredProtected = input.Desired.Resources.Where(declared => declared.Protect).Select(declared => declared.Address).ToHashSet();
        Hold(held, change => !IsAllowed(input, change) && (declaredProtected.Contains(change.Address) || WasProtected(input, change)), PlanningDiagnostics.ProtectedAt);
        Hold(held, change => IsEmptied(input, change), PlanningDiagnostics.EmptyAt);
        foreach (var group in held.Where(change => change.Action == ChangeAction.Delete && !change.IsBlocked).GroupBy(change => (change.Address.Provider, change.Address.Id.Kind)).ToArray())
        {
            var live = input.Observed.Of(group.Key.Provider, group.Key.Kind)!.Seen!.Resources.Length;
            var deletes = group.Count();
            var limit = Limit(input) ?? live * SafeShare / 100;
            if (live < SmallestCount || deletes * 100 <= live * SafeShare || deletes <= limit) continue;
            Hold(held, change => (change.Address.Provider, change.Address.Id.Kind) == group.Key, change => PlanningDiagnostics.TooManyAt(change, deletes, live, limit));
        }

        return [.. held];
    }

    // What the files say is sound, but over the live values it is not: executing it would leave the live system in a state the rules forbid.
    private static void HoldInvalid(PlanInput input, Change[] changes)
    {
        var errors = input.EffectiveFindings.Where(finding => finding is { Severity: Severity.Error, Address: not null }).ToLookup(finding => finding.Address!);
        for (var index = 0; index < changes.Length; index++)
        {
            if (changes[index].Action != ChangeAction.Delete && errors[changes[index].Address.ToString()].FirstOrDefault() is { } error)
                changes[index] = changes[index] with { Blocked = error };
        }
    }

    private static void Hold(Change[] changes, Func<Change, bool> concerns, Func<Change, Diagnostic> because)
    {
        for (var index = 0; index < changes.Length; index++)
        {
            var change = changes[index];
            if (change.Action == ChangeAction.Delete && !change.IsBlocked && concerns(change)) changes[index] = change with { Blocked = because(change) };
        }
    }

    private static int? Limit(PlanInput input) => input.Options.MaxDeletes
        ?? (input.Desired.Guards is { } guards && (guards.Until is null || input.Today <= guards.Until) ? guards.MaxDeletes : null);

    private static bool IsAllowed(PlanInput input, Change change) =>
        input.Options.AllowDelete.Any(allowed => allowed == change.Address.ToString() || allowed == change.Address.Id.ToString());

    private static bool WasProtected(PlanInput input, Change change) => input.LastApplied.Entries.TryGetValue(change.Address, out var ours) && ours.Protect;

    // A section that is empty, or gone altogether; entries that say absent: true are a declaration too.
    private static bool IsEmptied(PlanInput input, Change change) =>
        !input.Options.AllowEmpty.Contains(change.Address.Id.Kind) && !input.Desired.OfKind(change.Address.Id.Kind).Any();
}
