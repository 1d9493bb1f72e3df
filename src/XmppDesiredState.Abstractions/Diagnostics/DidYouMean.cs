namespace XmppDesiredState.Diagnostics;

/// <summary>The known word that was probably meant by an unknown one.</summary>
public static class DidYouMean
{
    private const int LongestWord = 64;

    /// <summary>
    /// The known word with the fewest edits (insertion, deletion, replacement, swap of neighbours; case is free), at most a third of its
    /// length; null where none is close.
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        var (nearest, fewest) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var edits = Edits(word, candidate);
            if (edits < fewest || (edits == fewest && string.CompareOrdinal(candidate, nearest) < 0)) (nearest, fewest) = (candidate, edits);
        }

        return nearest is not null && fewest <= Math.Max(1, Math.Min(word.Length, nearest.Length) / 3) ? nearest : null;
    }

    // Optimal string alignment: the edit distance in which two neighbours that changed places count once.
    private static int Edits(string a, string b)
    {
        if (a.Length > LongestWord || b.Length > LongestWord) return int.MaxValue;
        Span<int> before = stackalloc int[LongestWord + 1], last = stackalloc int[LongestWord + 1], row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (AreSame(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && AreSame(a[i - 1], b[j - 2]) && AreSame(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            last.CopyTo(before);
            row.CopyTo(last);
        }

        return last[b.Length];
    }

    private static bool AreSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
