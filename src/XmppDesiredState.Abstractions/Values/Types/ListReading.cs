using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>What lists and sets have in common.</summary>
internal static class ListReading
{
    public static bool TryRead<T>(Value.List list, FieldType<T> items, int maximumCount, out ImmutableArray<T> result, [NotNullWhen(false)] out Problem? problem)
    {
        result = [];
        problem = list.Items.Length <= maximumCount ? null : new Problem($"has {list.Items.Length} items", $"Write at most {maximumCount}.");
        if (problem is not null) return false;

        var read = ImmutableArray.CreateBuilder<T>(list.Items.Length);
        for (var index = 0; index < list.Items.Length; index++)
        {
            if (!items.TryRead(list.Items[index], out T? item, out problem))
            {
                problem = problem.Under(index);
                return false;
            }

            read.Add(item);
        }

        result = read.DrainToImmutable();
        return true;
    }

    public static string Show(Value canonical, FieldType items) =>
        canonical is Value.List list ? string.Join(", ", list.Items.Select(items.Show)) : "";
}
