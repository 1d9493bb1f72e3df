namespace XmppDesiredState.Providers.Tests.ZoneFile;

/// <summary>One place where an edit may differ from the text before it.</summary>
/// <param name="New">What stands there afterwards.</param>
/// <param name="Sort">Hunks of one sort are counted together.</param>
internal readonly record struct ByteHunk(int Start, int Length, string New, int Sort)
{
    /// <summary>Whether <paramref name="after"/> is <paramref name="before"/> with exactly so many hunks of each sort applied, and not one other byte changed.</summary>
    /// <param name="least">By sort.</param>
    /// <param name="most">By sort.</param>
    public static bool Explain(string before, string after, IEnumerable<ByteHunk> hunks, int[] least, int[] most)
    {
        ByteHunk[] sorted = [.. hunks.OrderBy(hunk => hunk.Start).ThenBy(hunk => hunk.Length)];
        return Explain(before, 0, after, 0, sorted, 0, new int[most.Length], least, most);
    }

    private static bool Explain(string before, int at, string after, int to, ReadOnlySpan<ByteHunk> hunks, int next, int[] used, int[] least, int[] most)
    {
        for (; next < hunks.Length; next++)
        {
            var hunk = hunks[next];
            if (hunk.Start < at) continue;
            var kept = hunk.Start - at;
            if (string.CompareOrdinal(before, at, after, to, kept) != 0 || to + kept > after.Length) return false;
            (at, to) = (hunk.Start, to + kept);
            if (used[hunk.Sort] == most[hunk.Sort] || string.CompareOrdinal(after, to, hunk.New, 0, hunk.New.Length) != 0) continue;
            used[hunk.Sort]++;
            if (Explain(before, at + hunk.Length, after, to + hunk.New.Length, hunks, next + 1, used, least, most)) return true;
            used[hunk.Sort]--;
        }

        return string.Equals(before[at..], after[to..], StringComparison.Ordinal) && !used.Where((count, sort) => count < least[sort]).Any();
    }
}
