namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Compares an edited zone, read again, with what was intended: nothing is written on trust in the editor.</summary>
internal static class ZoneProof
{
    /// <summary>Null when the sets are as intended and every other record is as before, else the first thing that is not.</summary>
    public static string? FindFault(ZoneContent before, ZoneContent after, IReadOnlyCollection<SrvSet> sets)
    {
        var intended = sets.ToDictionary(set => set.Owner, StringComparer.Ordinal);
        foreach (var set in sets)
        {
            var present = after.Of(set.Owner);
            if (!present.Select(srv => srv.Target).ToHashSet().SetEquals(set.Targets)) return $"the targets of {set.Owner}";
            if (set.Ttl is { } ttl && present.Any(srv => srv.Ttl != ttl)) return $"the time to live of {set.Owner}";
        }

        foreach (var (owner, records) in before.Managed)
            if (!intended.ContainsKey(owner) && !records.Select(Meaning).SequenceEqual(after.Of(owner).Select(Meaning))) return owner;
        if (after.Managed.Keys.Any(owner => !intended.ContainsKey(owner) && !before.Managed.ContainsKey(owner))) return "a record set that nobody asked for";
        if (after.Serial == before.Serial) return "the serial";
        return FindForeignFault(before, after);
    }

    private static (uint, Resources.SrvTarget) Meaning(ZoneSrv srv) => (srv.Ttl, srv.Target);

    private static string? FindForeignFault(ZoneContent before, ZoneContent after)
    {
        var (old, now) = (Foreign(before), Foreign(after));
        if (old.Count != now.Count) return "the number of other records";
        for (var index = 0; index < old.Count; index++)
        {
            var (a, b) = (before.Entries[old[index]], after.Entries[now[index]]);
            if (a.Owner != b.Owner || a.Ttl != b.Ttl) return a.Owner;
            if (old[index] != before.Soa && !Bytes(before, a).SequenceEqual(Bytes(after, b))) return a.Owner;
        }

        return null;
    }

    private static List<int> Foreign(ZoneContent zone)
    {
        var managed = zone.Managed.Values.SelectMany(records => records).Select(srv => srv.Entry).ToHashSet();
        return [.. Enumerable.Range(0, zone.Entries.Count).Where(index => !managed.Contains(index))];
    }

    private static ReadOnlySpan<byte> Bytes(ZoneContent zone, ZoneEntry entry) =>
        zone.Files[entry.File].Bytes.AsSpan(entry.Type.Start, entry.End - entry.Type.Start).TrimEnd("\r\n"u8);
}
