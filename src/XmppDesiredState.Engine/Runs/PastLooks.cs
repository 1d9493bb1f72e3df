namespace XmppDesiredState.Engine.Runs;

/// <summary>What the looks at one domain came to.</summary>
/// <param name="Since">The first of the looks that have all ended so.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Times">How many they are.</param>
/// <param name="Worked">The last look at which it worked; null: none, as far back as anybody remembers.</param>
public sealed record PastLooks(PastVerdict Verdict, DateTimeOffset Since, DateTimeOffset Last, int Times, DateTimeOffset? Worked)
{
    public static PastLooks First(PastVerdict verdict, DateTimeOffset at) => new(verdict, at, at, 1, verdict == PastVerdict.Works ? at : null);

    /// <summary>With one more look. Looks may come in any order: two who look at the same time write one after the other.</summary>
    public PastLooks With(PastVerdict verdict, DateTimeOffset at)
    {
        var worked = verdict == PastVerdict.Works && !(Worked > at) ? at : Worked;
        if (verdict == Verdict) return new PastLooks(verdict, at < Since ? at : Since, at > Last ? at : Last, Times == int.MaxValue ? Times : Times + 1, worked);
        return at < Last ? this with { Worked = worked } : new PastLooks(verdict, at, at, 1, worked);
    }
}
