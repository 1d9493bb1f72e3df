using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>The one place where items are counted.</summary>
internal static class ReportCounts
{
    /// <param name="classes">Name and label, in the order they are shown.</param>
    /// <param name="across">The same of counts that go across classes.</param>
    public static ImmutableArray<ReportCount> Of(IEnumerable<ReportItem> items, ReadOnlySpan<(string Name, string Label)> classes, ReadOnlySpan<(string Name, string Label)> across = default)
    {
        var numbers = new Dictionary<(string Name, bool IsAcross), int>();
        foreach (var item in items)
        {
            Add(item.Class, isAcross: false);
            foreach (var also in item.Also) Add(also, isAcross: true);
        }

        var counts = ImmutableArray.CreateBuilder<ReportCount>();
        foreach (var (name, label) in classes) counts.Add(new ReportCount(name, label, numbers.GetValueOrDefault((name, false))));
        foreach (var (name, label) in across) counts.Add(new ReportCount(name, label, numbers.GetValueOrDefault((name, true))) { IsAcross = true });
        return counts.ToImmutable();

        void Add(string name, bool isAcross) => numbers[(name, isAcross)] = numbers.GetValueOrDefault((name, isAcross)) + 1;
    }

    /// <summary>Where several items of a class have one address, the second and later ones with a number: forms name items by it.</summary>
    public static ImmutableArray<ReportItem> Distinct(IEnumerable<ReportItem> items)
    {
        var seen = new Dictionary<(string, string), int>();
        return [.. items.Select(item =>
        {
            var times = seen[(item.Class, item.Address)] = seen.GetValueOrDefault((item.Class, item.Address)) + 1;
            return times == 1 ? item : item with { Address = $"{item.Address} ({times})" };
        })];
    }
}
