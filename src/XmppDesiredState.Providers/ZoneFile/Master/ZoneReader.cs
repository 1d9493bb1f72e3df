using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>
/// Reads a zone's files (RFC 1035 §5, $TTL of RFC 2308 §4, $GENERATE of BIND) as BIND 9 does: an included file takes over the current
/// owner and gives neither owner nor origin back, but its $TTL stays in force.
/// </summary>
internal sealed class ZoneReader
{
    private const int MaximumIncludes = 1000, MaximumDepth = 32;

    private readonly string zone;
    private readonly IncludeFile include;
    private readonly List<ZoneText> files = [];
    private readonly List<ZoneEntry> entries = [];
    private readonly List<ZoneSrv> managed = [];
    private readonly HashSet<int> repeated = [];
    private readonly Stack<int> open = [];
    private uint? defaultTtl, lastTtl;
    private int openings, generated, soa = -1, lastDirective = -1;
    private ZoneToken serialToken;
    private uint serial;

    private ZoneReader(string zone, IncludeFile include) => (this.zone, this.include) = (zone, include);

    /// <exception cref="ProviderException">It is no whole, well-formed zone.</exception>
    public static ZoneContent Read(string zone, ZoneText text, IncludeFile include)
    {
        var reader = new ZoneReader(zone, include);
        reader.ReadFile(text, new ZoneFrame(zone));
        if (reader.soa < 0) throw text.Malformed(0, $"The zone {zone} has no SOA record.");
        return new ZoneContent(zone, [.. reader.files], reader.entries, reader.ByOwner(), reader.repeated, reader.soa, reader.serialToken, reader.serial, reader.lastDirective);
    }

    private Dictionary<string, ImmutableArray<ZoneSrv>> ByOwner()
    {
        var byOwner = new Dictionary<string, ImmutableArray<ZoneSrv>>(managed.Count, StringComparer.Ordinal);
        var several = new Dictionary<string, List<ZoneSrv>>(StringComparer.Ordinal);
        foreach (var srv in managed)
        {
            var read = repeated.Count > 0 && srv.Entry >= 0 && repeated.Contains(entries[srv.Entry].File) ? srv with { IsEditable = false } : srv;
            if (byOwner.TryAdd(read.Owner, [read])) continue;
            if (!several.TryGetValue(read.Owner, out var records)) several.Add(read.Owner, records = [.. byOwner[read.Owner]]);
            records.Add(read);
        }

        foreach (var (owner, records) in several) byOwner[owner] = [.. records];
        return byOwner;
    }

    private void ReadFile(ZoneText text, ZoneFrame frame)
    {
        var nul = text.Bytes.AsSpan().IndexOf((byte)0);
        if (nul >= 0) throw text.Malformed(nul, "The file holds a NUL byte: it is not a text (a zone in BIND's raw format is not read).");
        frame.File = files.FindIndex(known => known.Path == text.Path);
        if (frame.File >= 0) repeated.Add(frame.File);
        else (frame.File, _) = (files.Count, Add(text));
        frame.Opening = openings++;
        open.Push(frame.File);
        var lexer = new ZoneLexer(text);
        while (lexer.Next())
        {
            var first = lexer.Tokens[0];
            if (!lexer.IsBlankOwner && text.Bytes[first.Start] == '$') ReadDirective(text, lexer, frame);
            else ReadRecord(text, lexer, frame);
        }

        open.Pop();
    }

    private int Add(ZoneText text)
    {
        files.Add(text);
        return files.Count;
    }

    private void ReadDirective(ZoneText text, ZoneLexer lexer, ZoneFrame frame)
    {
        if (frame.Opening == 0) lastDirective = lexer.Start;
        var tokens = lexer.Tokens;
        var word = Encoding.Latin1.GetString(text.Of(tokens[0])).ToUpperInvariant();
        switch (word)
        {
            case "$ORIGIN" when tokens.Length == 2:
                frame.Origin = Name(text, tokens[1], frame.Origin);
                break;
            case "$TTL" when tokens.Length == 2 && ZoneTtl.TryParse(text.Of(tokens[1]), out var ttl):
                defaultTtl = ttl;
                break;
            case "$INCLUDE" when tokens.Length is 2 or 3:
                ReadInclude(text, tokens, frame);
                break;
            case "$GENERATE" when tokens.Length >= 5:
                ReadGenerate(text, tokens, frame);
                break;
            default:
                throw text.Malformed(tokens[0].Start, "The directive is not $ORIGIN, $TTL, $INCLUDE or $GENERATE with its values.");
        }
    }

    private void ReadInclude(ZoneText text, ReadOnlySpan<ZoneToken> tokens, ZoneFrame frame)
    {
        var child = new ZoneFrame(tokens.Length == 3 ? Name(text, tokens[2], frame.Origin) : frame.Origin) { Owner = frame.Owner, OwnerFrom = frame.OwnerFrom };
        var included = include(text, tokens[1].Start, Encoding.UTF8.GetString(text.Of(tokens[1])));
        var isOpen = open.Any(index => files[index].Path == included.Path);
        if (isOpen || openings > MaximumIncludes || open.Count > MaximumDepth)
            throw text.Refuse(ZoneFileDiagnostics.IncludeRefused, tokens[1].Start,
                isOpen ? $"{included.Shown} includes itself." : "The zone includes too many files.", "Remove the $INCLUDE that is one too many.");
        ReadFile(included, child);
    }

    private void ReadRecord(ZoneText text, ZoneLexer lexer, ZoneFrame frame)
    {
        var tokens = lexer.Tokens;
        var next = 0;
        if (!lexer.IsBlankOwner)
        {
            (frame.Owner, frame.OwnerFrom) = (Name(text, tokens[0], frame.Origin), entries.Count);
            next = 1;
        }
        else if (frame.Owner is null)
        {
            throw text.Malformed(tokens[0].Start, "The line has no owner and there is no earlier one to take over.");
        }

        var ttl = ReadTtlAndClass(text, tokens, ref next);
        if (next >= tokens.Length || !IsTypeWord(text.Of(tokens[next]))) throw text.Malformed(tokens[0].Start, "The line is not a record: after owner, time to live and class comes a type.");
        var type = tokens[next++];
        var takesLast = ttl is null && defaultTtl is null;
        var isSoa = Is(text.Of(type), "SOA");
        var effective = ttl?.Seconds ?? defaultTtl ?? lastTtl ?? (isSoa && tokens.Length == next + 7 ? Minimum(text, tokens[next + 6]) : null)
            ?? throw text.Malformed(tokens[0].Start, "The record has no time to live, and neither has the zone before it: no $TTL and no earlier record with one.");
        // Without any, the SOA's minimum becomes the default (BIND: "using SOA MINTTL instead").
        if (takesLast && lastTtl is null) defaultTtl = effective;
        lastTtl = effective;
        var entry = new ZoneEntry(frame.File, frame.Opening, lexer.Start, lexer.End, type, frame.OwnerFrom, frame.Owner!, ttl?.Token, effective, takesLast && defaultTtl is null);
        entries.Add(entry);
        if (isSoa) ReadSoa(text, tokens, next, entry);
        else if (IsSrv(text.Of(type))) ReadSrv(text, tokens, next, frame.Origin, entry);
    }

    private void ReadSoa(ZoneText text, ReadOnlySpan<ZoneToken> tokens, int next, ZoneEntry entry)
    {
        if (soa >= 0) throw text.Malformed(entry.Start, "The zone has a second SOA record.");
        if (entry.Owner != zone) throw text.Malformed(entry.Start, $"The SOA record's owner is {entry.Owner}, not the zone {zone}.");
        if (tokens.Length != next + 7 || !uint.TryParse(text.Of(tokens[next + 2]), out serial)) throw text.Malformed(entry.Start, "The SOA record has not its seven fields.");
        (soa, serialToken) = (entries.Count - 1, tokens[next + 2]);
    }

    private void ReadSrv(ZoneText text, ReadOnlySpan<ZoneToken> tokens, int next, string origin, ZoneEntry entry)
    {
        if (!IsManaged(entry.Owner)) return;
        ImmutableArray<ZoneToken> data = [.. tokens[next..]];
        var target = SrvData.Read(text, data.AsSpan(), origin) ?? throw text.Malformed(entry.Start, "The SRV record's data is not priority, weight, port and target.");
        managed.Add(new ZoneSrv(entry.Owner, entry.Ttl, target, entries.Count - 1, data, IsEditable: true));
    }

    private void ReadGenerate(ZoneText text, ReadOnlySpan<ZoneToken> tokens, ZoneFrame frame)
    {
        if (!ZoneGenerate.TryParse(text.Of(tokens[1]), out var generate)) throw text.Malformed(tokens[1].Start, "The range of $GENERATE is not start-stop or start-stop/step.");
        var next = 3;
        var ttl = ReadTtlAndClass(text, tokens, ref next);
        if (tokens.Length != next + 2) throw text.Malformed(tokens[0].Start, "$GENERATE needs a range, an owner, a type and the data as one word or quoted string.");
        var effective = ttl?.Seconds ?? defaultTtl ?? lastTtl ?? throw text.Malformed(tokens[0].Start, "$GENERATE has no time to live and there is none before it.");
        if (ttl is not null) lastTtl = effective;
        if (!IsSrv(text.Of(tokens[next]))) return;
        if ((generated += (int)Math.Min(generate.Count, ZoneGenerate.Limit + 1)) > ZoneGenerate.Limit)
            throw text.Malformed(tokens[1].Start, $"$GENERATE makes more than {ZoneGenerate.Limit} SRV records.");
        for (var number = generate.First; number <= generate.Last; number += generate.Step)
        {
            var owner = ZoneGenerate.Expand(text.Of(tokens[2]), number);
            var name = owner is null ? null : ZoneName.Resolve(owner, frame.Origin);
            if (name is null) throw text.Malformed(tokens[2].Start, "The owner of $GENERATE does not become a name.");
            if (IsManaged(name)) managed.Add(new ZoneSrv(name, effective, Generate(text, tokens[next + 1], number, frame.Origin), -1, [], IsEditable: false));
        }
    }

    private static SrvTarget Generate(ZoneText text, ZoneToken pattern, long number, string origin)
    {
        var data = ZoneGenerate.Expand(text.Of(pattern), number);
        if (data is not null)
        {
            var line = text with { Bytes = [(byte)' ', .. data] };
            var lexer = new ZoneLexer(line);
            if (lexer.Next() && SrvData.Read(line, lexer.Tokens, origin) is { } target) return target;
        }

        throw text.Malformed(pattern.Start, "The data of $GENERATE does not become priority, weight, port and target.");
    }

    private static (ZoneToken Token, uint Seconds)? ReadTtlAndClass(ZoneText text, ReadOnlySpan<ZoneToken> tokens, ref int next)
    {
        (ZoneToken, uint)? ttl = null;
        var hasClass = false;
        for (; next < tokens.Length; next++)
        {
            var word = text.Of(tokens[next]);
            if (ttl is null && ZoneTtl.TryParse(word, out var seconds)) ttl = (tokens[next], seconds);
            else if (!hasClass && (Is(word, "IN") || Is(word, "CLASS1"))) hasClass = true;
            else break;
        }

        return ttl;
    }

    private bool IsManaged(string owner) => ZoneName.IsWithin(owner, zone) && SrvRecord.IsManagedOwner(owner);

    private static uint? Minimum(ZoneText text, ZoneToken token) => ZoneTtl.TryParse(text.Of(token), out var seconds) ? seconds : null;

    private static string Name(ZoneText text, ZoneToken token, string origin) =>
        ZoneName.Resolve(text.Of(token), origin) ?? throw text.Malformed(token.Start, "The word is not a domain name.");

    private static bool IsSrv(ReadOnlySpan<byte> word) => Is(word, "SRV") || Is(word, "TYPE33");

    private static bool Is(ReadOnlySpan<byte> word, string name) => Ascii.EqualsIgnoreCase(word, name);

    private static bool IsTypeWord(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty || !char.IsAsciiLetter((char)word[0]) || Is(word, "CH") || Is(word, "HS") || Is(word, "CS")) return false;
        foreach (var c in word)
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'-' or (byte)'_')) return false;
        return true;
    }
}
