using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Computes the patches that make record sets what they shall be and leave every other byte as it is.</summary>
internal sealed class ZoneEditor
{
    private readonly ZoneContent zone;
    private readonly List<ZonePatch> patches = [];
    private readonly HashSet<int> removed = [];
    private readonly Dictionary<int, uint> newTtls = [];
    private readonly List<string> added = [];
    private readonly string lineEnd;

    private ZoneEditor(ZoneContent zone)
    {
        this.zone = zone;
        var first = zone.Files[0].Bytes.AsSpan().IndexOf((byte)'\n');
        lineEnd = first > 0 && zone.Files[0].Bytes[first - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <returns>The files with their new bytes, those without a change included, in the order of <see cref="ZoneContent.Files"/>.</returns>
    /// <exception cref="ZoneEditException">A record stands where it cannot be edited.</exception>
    public static ImmutableArray<ZoneText> Edit(ZoneContent zone, IEnumerable<SrvSet> sets, DateOnly today)
    {
        var editor = new ZoneEditor(zone);
        foreach (var set in sets) editor.Edit(set);
        ZoneInheritance.Keep(zone, editor.removed, editor.newTtls, editor.patches);
        editor.patches.AddRange(ManagedBlock.Edit(zone, editor.removed, editor.added, editor.lineEnd, editor.patches));
        var soa = zone.Entries[zone.Soa];
        editor.patches.Add(new ZonePatch(soa.File, zone.SerialToken.Start, zone.SerialToken.End, $"{SoaSerial.Next(zone.Serial, today)}"));
        var byFile = editor.patches.ToLookup(patch => patch.File);
        return [.. zone.Files.Select((file, index) => byFile.Contains(index) ? file with { Bytes = ZonePatch.Apply(file.Bytes, byFile[index]) } : file)];
    }

    private void Edit(SrvSet set)
    {
        var present = zone.Of(set.Owner);
        var missing = set.Targets.Except(present.Select(srv => srv.Target)).ToList();
        var superfluous = present.Where(srv => !set.Targets.Contains(srv.Target)).ToList();
        foreach (var srv in superfluous.Where(srv => !srv.IsEditable)) throw NotEditable(srv);
        if (set.Ttl is { } ttl)
        {
            foreach (var srv in present.Where(srv => srv.Ttl != ttl && !superfluous.Contains(srv)))
                SetTtl(srv, ttl);
        }

        // A record that changed keeps its line: best the one with the same target.
        Reuse((srv, wanted) => srv.Target.Target == wanted.Target);
        Reuse((_, _) => true);
        foreach (var srv in superfluous) Remove(srv);
        if (missing.Count == 0) return;
        var sibling = present.LastOrDefault(srv => srv.IsEditable && !superfluous.Contains(srv));
        var value = set.Ttl ?? sibling?.Ttl ?? (present.IsEmpty ? 3600 : present.Min(srv => srv.Ttl));
        foreach (var target in missing) Add(set.Owner, value, target, sibling);

        void Reuse(Func<ZoneSrv, SrvTarget, bool> fits)
        {
            foreach (var wanted in missing.ToList())
            {
                var line = superfluous.Find(srv => fits(srv, wanted));
                if (line is null) continue;
                superfluous.Remove(line);
                missing.Remove(wanted);
                Replace(line, wanted);
                if (set.Ttl is { } wantedTtl && line.Ttl != wantedTtl) SetTtl(line, wantedTtl);
            }
        }
    }

    private void Replace(ZoneSrv srv, SrvTarget wanted)
    {
        var file = zone.Entries[srv.Entry].File;
        var data = srv.Data;
        if (data.Length != 4 || data[0].Quoted || zone.Files[file].Of(data[0])[0] == '\\')
        {
            // RFC 3597 data: the four fields take its place.
            var words = SrvData.Write(wanted).Split(' ');
            for (var index = 0; index < data.Length; index++)
                Patch(file, data[index], index == 0 ? string.Join(' ', words) : "");
            return;
        }

        if (srv.Target.Priority != wanted.Priority) Patch(file, data[0], $"{wanted.Priority}");
        if (srv.Target.Weight != wanted.Weight) Patch(file, data[1], $"{wanted.Weight}");
        if (srv.Target.Port != wanted.Port) Patch(file, data[2], $"{wanted.Port}");
        if (srv.Target.Target != wanted.Target) Patch(file, data[3], SrvData.WriteName(wanted.Target));
    }

    private void Patch(int file, ZoneToken token, string text) => patches.Add(new ZonePatch(file, token.Start, token.End, text));

    private void SetTtl(ZoneSrv srv, uint ttl)
    {
        if (!srv.IsEditable) throw NotEditable(srv);
        newTtls[srv.Entry] = ttl;
        var entry = zone.Entries[srv.Entry];
        if (entry.TtlToken is { } token) Patch(entry.File, token, $"{ttl}");
        else patches.Add(new ZonePatch(entry.File, entry.Type.Start, entry.Type.Start, $"{ttl} "));
    }

    private void Remove(ZoneSrv srv)
    {
        if (!removed.Add(srv.Entry)) return;
        var entry = zone.Entries[srv.Entry];
        patches.Add(new ZonePatch(entry.File, entry.Start, entry.End, ""));
    }

    private void Add(string owner, uint ttl, SrvTarget target, ZoneSrv? sibling)
    {
        var line = $"{owner}. {ttl} IN SRV {SrvData.Write(target)}";
        if (sibling is null)
        {
            added.Add(line + lineEnd);
            return;
        }

        var entry = zone.Entries[sibling.Entry];
        var bytes = zone.Files[entry.File].Bytes;
        var isEnded = bytes[entry.End - 1] == '\n';
        patches.Add(new ZonePatch(entry.File, entry.End, entry.End, isEnded ? line + lineEnd : lineEnd + line));
    }

    private static ZoneEditException NotEditable(ZoneSrv srv) => new(ZoneFileDiagnostics.NotEditable,
        $"A record of {srv.Owner} comes from $GENERATE or from a file that is included more than once.",
        "Write it out as a line of its own, then plan again.");
}
