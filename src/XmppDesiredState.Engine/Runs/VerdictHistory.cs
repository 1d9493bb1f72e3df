using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Runs;

/// <summary>What earlier looks at the federation saw. No audit trail: losing it loses only since when something is as it is.</summary>
/// <param name="Domains">By domain.</param>
public sealed record VerdictHistory(ImmutableSortedDictionary<string, PastLooks> Domains)
{
    /// <summary>Those looked at least recently make room.</summary>
    public const int Most = 20_000;

    public static readonly VerdictHistory None = new(ImmutableSortedDictionary.Create<string, PastLooks>(StringComparer.Ordinal));

    /// <param name="domain">Canonical.</param>
    public VerdictHistory With(string domain, PastVerdict verdict, DateTimeOffset at) =>
        new(Domains.SetItem(domain, Domains.TryGetValue(domain, out var past) ? past.With(verdict, at) : PastLooks.First(verdict, at)));

    /// <summary>Not more than <see cref="Most"/>.</summary>
    internal VerdictHistory Bounded() => Domains.Count <= Most ? this
        : new VerdictHistory(Domains.RemoveRange(Domains.OrderBy(domain => domain.Value.Last).Take(Domains.Count - Most).Select(domain => domain.Key)));
}
