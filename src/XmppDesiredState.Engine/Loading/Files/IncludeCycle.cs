using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Circles among includes, found without recursion: a chain of files can be long.</summary>
internal static class IncludeCycle
{
    /// <summary>The include that closes the first circle; null when there is none.</summary>
    public static SourceSpan? Find(IReadOnlyList<(string From, string To, SourceSpan Where)> includes)
    {
        var edges = includes.ToLookup(include => include.From, StringComparer.Ordinal);
        var done = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var start in includes.Select(include => include.From))
        {
            if (done.ContainsKey(start)) continue;
            var open = new Stack<(string File, IEnumerator<(string From, string To, SourceSpan Where)> Next)>();
            open.Push((start, edges[start].GetEnumerator()));
            done[start] = false;
            while (open.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    done[open.Pop().File] = true;
                    continue;
                }

                var (_, to, where) = top.Next.Current;
                if (!done.TryGetValue(to, out var isDone))
                {
                    done[to] = false;
                    open.Push((to, edges[to].GetEnumerator()));
                }
                else if (!isDone)
                {
                    return where;
                }
            }
        }

        return null;
    }
}
