namespace XmppDesiredState.Engine.Runs;

/// <summary>What the looks at one domain came to.</summary>
/// <param name="Since">The first of the looks that have all ended so.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Times">How many they are.</param>
/// <param name="Worked">The last look at which it worked; null: none, as far back as anybody remembers.</param>
public sealed record PastLooks(PastVerdict Verdict, DateTimeOffset Since, DateTimeOffset Last, int Times, DateTimeOffset? Worked)
{
    /// <summary>The row of decided looks that those which decided nothing stand behind: it goes on if the next one is decided as before. Null where the row itself is decided.</summary>
    public PastLooks? Interrupted { get; init; }

    public static PastLooks First(PastVerdict verdict, DateTimeOffset at) => new(verdict, at, at, 1, verdict == PastVerdict.Works ? at : null);

    /// <summary>With one more look. Looks may come in any order: two who look at the same time write one after the other.</summary>
    public PastLooks With(PastVerdict verdict, DateTimeOffset at)
    {
        var worked = verdict == PastVerdict.Works && !(Worked > at) ? at : Worked;
        if (verdict == Verdict) return this with { Since = at < Since ? at : Since, Last = at > Last ? at : Last, Times = Next(Times), Worked = worked };
        if (at < Last) return this with { Worked = worked };
        if (verdict == PastVerdict.CannotTell) return new PastLooks(verdict, at, at, 1, worked) { Interrupted = this };
        // A look that decided nothing, such as one without a network, ends no row.
        return Interrupted is { } before && before.Verdict == verdict ? before with { Last = at, Times = Next(before.Times), Worked = worked } : new PastLooks(verdict, at, at, 1, worked);
    }

    private static int Next(int times) => times == int.MaxValue ? times : times + 1;
}
