namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>
/// Lines without an owner take the previous line's, and without $TTL those without a time to live take the last one written.
/// Where an edit removes or changes what a line took over, the line gets it written out.
/// </summary>
internal static class ZoneInheritance
{
    public static void Keep(ZoneContent zone, HashSet<int> removed, Dictionary<int, uint> newTtls, List<ZonePatch> patches)
    {
        var rescued = new HashSet<(int Carrier, int Opening)>();
        (uint? Before, uint? After) last = (null, null);
        for (var index = 0; index < zone.Entries.Count; index++)
        {
            var entry = zone.Entries[index];
            if (removed.Contains(index))
            {
                last.Before = entry.Ttl;
                continue;
            }

            if (entry.OwnerFrom != index && removed.Contains(entry.OwnerFrom) && rescued.Add((entry.OwnerFrom, entry.Opening)))
                Insert(zone, patches, entry, entry.Start, entry.Owner + ".");
            if (newTtls.TryGetValue(index, out var ttl))
            {
                last = (entry.Ttl, ttl);
                continue;
            }

            // Where $GENERATE wrote the last one, it still does.
            if (entry.TakesLastTtl && last.Before == entry.Ttl && last.After != entry.Ttl) Insert(zone, patches, entry, entry.Type.Start, $"{entry.Ttl} ");
            last = (entry.Ttl, entry.Ttl);
        }
    }

    private static void Insert(ZoneContent zone, List<ZonePatch> patches, ZoneEntry entry, int at, string text)
    {
        if (zone.Repeated.Contains(entry.File))
            throw new ZoneEditException(ZoneFileDiagnostics.NotEditable, $"A line of {zone.Files[entry.File].Shown}, which is included more than once, takes over what the edit would remove.",
                "Write owner and time to live out in that line, then plan again.");
        patches.Add(new ZonePatch(entry.File, at, at, text));
    }
}
