using System.Collections.Immutable;
using XmppDesiredState.Changes;

namespace XmppDesiredState.Engine.Planning;

/// <summary>Gives drafts their numbers: by phase, then by what they require, then in the order they were drafted. The numbers are an order of execution.</summary>
internal static class StepNumbering
{
    public static ImmutableArray<PlannedStep> Number(IReadOnlyList<StepDraft> drafts, out Func<StepDraft, int> numberOf)
    {
        var depths = new Dictionary<StepDraft, int>();
        var ordered = drafts.OrderBy(draft => draft.Phase).ThenBy(draft => Depth(draft, depths)).ToArray();
        var numbers = new Dictionary<StepDraft, int>(ordered.Length);
        foreach (var draft in ordered) numbers.Add(draft, numbers.Count + 1);
        numberOf = draft => numbers[draft];
        return [.. ordered.Select(draft => new PlannedStep(
            new Step(numbers[draft], draft.Provider, draft.Resource, draft.Member, draft.Operation, draft.Before, draft.After(other => numbers[other])),
            draft.Phase, NumbersOf(draft.Requires), draft.Change, draft.Waiting)
        {
            FailureOf = NumbersOf(draft.FailureOf),
            Mends = draft.Mends is { } mended ? numbers[mended] : null,
        })];

        ImmutableArray<int> NumbersOf(List<StepDraft> others) => others.Count == 0 ? [] : [.. others.Select(other => numbers[other]).Distinct().Order()];
    }

    // Chains are as long as members of a service or partners that hand on a domain: no recursion depth to fear. Circles were opened by interims.
    private static int Depth(StepDraft draft, Dictionary<StepDraft, int> depths)
    {
        if (draft.Requires.Count == 0 && draft.FailureOf.Count == 0) return 0;
        if (depths.TryGetValue(draft, out var depth)) return depth;
        depth = draft.Requires.Concat(draft.FailureOf).Max(other => Depth(other, depths) + 1);
        depths[draft] = depth;
        return depth;
    }
}
