namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Replaces the bytes from <paramref name="Start"/> to <paramref name="End"/> (exclusive) of one file.</summary>
internal readonly record struct ZonePatch(int File, int Start, int End, string Text)
{
    /// <summary>Applies patches that do not overlap; those at the same place in their order.</summary>
    public static byte[] Apply(byte[] bytes, IEnumerable<ZonePatch> patches)
    {
        using var result = new MemoryStream(bytes.Length + 1024);
        var at = 0;
        foreach (var patch in patches.OrderBy(patch => patch.Start).ThenBy(patch => patch.End))
        {
            result.Write(bytes.AsSpan(at, patch.Start - at));
            result.Write(System.Text.Encoding.Latin1.GetBytes(patch.Text));
            at = patch.End;
        }

        result.Write(bytes.AsSpan(at));
        return result.ToArray();
    }
}
