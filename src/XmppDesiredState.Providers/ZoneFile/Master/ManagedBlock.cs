using System.Text;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>
/// The block at the end of the zone file that holds new record sets, with absolute owners and written times to live. It goes when its last record goes.
/// </summary>
internal static class ManagedBlock
{
    public const string Begin = "; >>> managed by xmppstate: it adds and removes the records down to the closing line";
    public const string End = "; <<< managed by xmppstate";

    private static readonly byte[] BeginMark = Encoding.Latin1.GetBytes("; >>> managed by xmppstate");
    private static readonly byte[] EndMark = Encoding.Latin1.GetBytes(End);

    /// <summary>The patches that add lines to the block, make it, or remove it once it is empty.</summary>
    public static IEnumerable<ZonePatch> Edit(ZoneContent zone, HashSet<int> removed, List<string> added, string lineEnd, IReadOnlyList<ZonePatch> patches)
    {
        var bytes = zone.Files[0].Bytes;
        var isEnded = bytes.Length == 0 || bytes[^1] == '\n' || patches.Any(patch => patch.File == 0 && patch.End == bytes.Length && patch.Start < patch.End);
        var text = string.Concat(added);
        if (TryFind(zone, bytes, out var begin, out var content, out var end, out var after))
        {
            if (text.Length > 0) return [new ZonePatch(0, end, end, text)];
            var isEmpty = !zone.Entries.Where((entry, index) => entry.File == 0 && entry.Start >= content && entry.Start < end && !removed.Contains(index)).Any()
                && zone.Entries.Where((entry, index) => entry.File == 0 && entry.Start >= content && entry.Start < end && removed.Contains(index)).Any();
            return isEmpty ? [new ZonePatch(0, begin, content, ""), new ZonePatch(0, end, after, "")] : [];
        }

        return text.Length == 0 ? []
            : [new ZonePatch(0, bytes.Length, bytes.Length, (isEnded ? "" : lineEnd) + Begin + lineEnd + text + End + lineEnd)];
    }

    // Only a block that no record and no directive follows: else the lines behind it would take over owner or time to live from ours.
    private static bool TryFind(ZoneContent zone, byte[] bytes, out int begin, out int content, out int end, out int after)
    {
        (begin, content, end, after) = (FindLine(bytes, BeginMark), 0, FindLine(bytes, EndMark), 0);
        if (begin < 0 || end < begin) return false;
        (content, after) = (LineEnd(bytes, begin), LineEnd(bytes, end));
        var closing = end;
        return zone.LastDirective < end && !zone.Entries.Any(entry => entry.File == 0 && entry.Start > closing);
    }

    // The last line that begins so.
    private static int FindLine(byte[] bytes, byte[] mark)
    {
        var at = bytes.AsSpan().LastIndexOf(mark);
        while (at > 0 && bytes[at - 1] != '\n') at = bytes.AsSpan(0, at).LastIndexOf(mark);
        return at;
    }

    private static int LineEnd(byte[] bytes, int at)
    {
        var length = bytes.AsSpan(at).IndexOf((byte)'\n');
        return length < 0 ? bytes.Length : at + length + 1;
    }
}
