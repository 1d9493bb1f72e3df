using System.Reflection;
using XmppDesiredState.Tests.Ordering;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace XmppDesiredState.Tests.Ordering;

/// <summary>Classes that take long, the longest first, then the others in the framework's random order.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Dictionary<string, int> Seconds = typeof(LongestFirst).Assembly.GetTypes()
        .Select(type => (Name: type.FullName!, Long: type.GetCustomAttribute<TakesLongAttribute>())).Where(pair => pair.Long is not null)
        .ToDictionary(pair => pair.Name, pair => pair.Long!.Seconds, StringComparer.Ordinal);

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderByDescending(collection => SecondsOf(collection))];

    // "Test collection for NAME (id: …)": a class that names no collection has one of its own.
    internal static int SecondsOf(ITestCollection collection) => collection.TestCollectionDisplayName.Split(' ').Sum(word => Seconds.GetValueOrDefault(word));
}
