using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>One change as approved against the same change as planned anew.</summary>
internal static class ChangeComparison
{
    private const int LongestValue = 120;

    /// <summary>Whether approving one is approving the other.</summary>
    public static bool Covers(Change approved, Change fresh) => approved.Address == fresh.Address && Covers(approved.Action, fresh.Action)
        && Covers(approved.Before, fresh.Before) && Covers(approved.After, fresh.After);

    /// <summary>What differs, attribute by attribute, for people; empty when the approved change covers the fresh one.</summary>
    public static IEnumerable<string> Describe(Change? approved, Change fresh)
    {
        var noun = Noun(fresh.Action);
        if (approved is null) return [$"{fresh.Address}: the {noun} is not in the approved plan"];
        if (!Covers(approved.Action, fresh.Action)) return [$"{fresh.Address}: the approved plan has its {Noun(approved.Action)}, now its {noun} is wanted"];
        if (approved.IsBlocked) return fresh.IsBlocked ? [] : [$"{fresh.Address}: the {noun} was held back when the plan was approved"];
        if (fresh.IsBlocked) return [$"{fresh.Address}: the {noun} is now held back ({fresh.Blocked!.Code})"];
        return [.. Describe(fresh.Address, "before", approved.Before, fresh.Before), .. Describe(fresh.Address, "after", approved.After, fresh.After)];
    }

    public static string Noun(ChangeAction action) => action switch
    {
        ChangeAction.Create => "creation",
        ChangeAction.Update => "update",
        ChangeAction.Delete => "deletion",
        ChangeAction.Renew => "renewal",
        _ => "restart",
    };

    /// <summary>Equal; or the first certificate of several members, of which some have it already.</summary>
    public static bool Covers(ChangeAction approved, ChangeAction fresh) => approved == fresh || (approved == ChangeAction.Create && fresh == ChangeAction.Renew);

    private static bool Covers(Resource? approved, Resource? fresh) => approved is null || fresh is null
        ? approved is null && fresh is null
        : approved.Attributes.Count == fresh.Attributes.Count && fresh.Attributes.All(item => Covers(fresh.Id.Kind.FindField(item.Key), approved.Attributes.GetValueOrDefault(item.Key), item.Value));

    // By member: those that were done meanwhile are no longer in the fresh plan, and what is left was approved with them.
    private static bool Covers(Field? field, Value? approved, Value? fresh) => field is not null && field.Is(Traits.Computed) && field.UntypedType is IMapType
        && approved is Value.Map all && fresh is Value.Map left
        ? left.Items.All(item => all.Items.TryGetValue(item.Key, out var before) && Covers(before, item.Value))
        : Covers(approved, fresh);

    // Whoever approved a value that is known only later approved what that step yields: after a run that was cut short it is known.
    private static bool Covers(Value? approved, Value? fresh) => (approved, fresh) switch
    {
        (Value.Later, not null) => true,
        (Value.Map a, Value.Map b) => a.Items.Count == b.Items.Count && a.Items.All(item => Covers(item.Value, b.Items.GetValueOrDefault(item.Key))),
        (Value.List a, Value.List b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Covers(pair.First, pair.Second)),
        _ => Equals(approved, fresh),
    };

    private static IEnumerable<string> Describe(Address address, string side, Resource? approved, Resource? fresh)
    {
        if (approved is null && fresh is null) yield break;
        if (approved is null || fresh is null)
        {
            yield return side == "before"
                ? $"{address}: {(approved is null ? "it did not exist and now does" : "it existed and is now gone")}"
                : $"{address}: what it shall be {(approved is null ? "was not said" : "is no longer said")}";
            yield break;
        }

        foreach (var field in address.Id.Kind.Fields)
        {
            var (was, now) = (approved[field], fresh[field]);
            if (was is null != now is null || !Covers(field, was, now)) yield return $"{address}: {field.Name} {side} was {Show(field, was)}, is now {Show(field, now)}";
        }
    }

    private static string Show(Field field, Value? value)
    {
        var text = value is null ? "not set" : field.Show(value);
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 3), "...");
    }
}
