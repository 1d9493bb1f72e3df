using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Engine.Json;

namespace XmppDesiredState.Engine.Runs;

/// <summary>The history of verdicts in JSON. The same history gives the same bytes.</summary>
internal static class VerdictHistoryJson
{
    public const string FormatVersion = "1.0";
    public const int MaximumBytes = 16 * 1024 * 1024;

    public static ByteChunks Write(VerdictHistory history)
    {
        var bytes = new ByteChunks();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format_version", FormatVersion);
            writer.WriteStartArray("domains");
            foreach (var (domain, past) in history.Domains)
            {
                writer.WriteStartObject();
                writer.WriteString("domain", domain);
                WriteRow(writer, past);
                if (past.Interrupted is { } before)
                {
                    writer.WriteStartObject("interrupted");
                    WriteRow(writer, before);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes;
    }

    private static void WriteRow(Utf8JsonWriter writer, PastLooks past)
    {
        writer.WriteString("verdict", past.Verdict switch { PastVerdict.Works => "works", PastVerdict.CannotWork => "cannot_work", _ => "cannot_tell" });
        writer.WriteString("since", JsonTime.Write(past.Since));
        writer.WriteString("last", JsonTime.Write(past.Last));
        writer.WriteNumber("times", past.Times);
        writer.WriteString("worked", past.Worked is { } worked ? JsonTime.Write(worked) : null);
    }

    /// <summary>The history; or why it cannot be read; or the version that wrote it, a newer one.</summary>
    public static (VerdictHistory? History, string? Damage, string? Newer) Read(ReadOnlyMemory<byte> utf8)
    {
        var reading = new JsonReading(utf8, "");
        var root = JsonTree.Read(reading, MaximumBytes);
        if (root?.Find("format_version") is { Kind: JsonValueKind.String } version && Version.TryParse(version.Text, out var written) && written > Version.Parse(FormatVersion))
            return (null, null, JsonObject.Shorten(version.Text));
        var domains = ImmutableSortedDictionary.CreateBuilder<string, PastLooks>(StringComparer.Ordinal);
        if (root is not null) ReadInto(domains, new JsonObject(root, reading));
        if (reading.IsSound) return (new VerdictHistory(domains.ToImmutable()), null, null);

        var first = reading.Findings[0];
        return (null, $"Line {reading.At(first.Offset).Line}: {first.Message}", null);
    }

    private static void ReadInto(ImmutableSortedDictionary<string, PastLooks>.Builder domains, JsonObject root)
    {
        if (root.Text("format_version") != FormatVersion) root.Reading.Report(root.Node, $"'format_version' must be \"{FormatVersion}\".");
        foreach (var entry in root.Objects("domains")) domains[entry.Text("domain")] = ReadRow(entry) with { Interrupted = entry.OptionalObject("interrupted") is { } before ? ReadRow(before) : null };
    }

    private static PastLooks ReadRow(JsonObject row)
    {
        var verdict = row.Parsed<PastVerdict>("verdict", word => word switch { "works" => PastVerdict.Works, "cannot_work" => PastVerdict.CannotWork, "cannot_tell" => PastVerdict.CannotTell, _ => null },
            "works, cannot_work or cannot_tell");
        var since = row.Parsed("since", JsonTime.Parse, "a time");
        var last = row.Parsed("last", JsonTime.Parse, "a time");
        var worked = row.OptionalText("worked") is null ? null : row.Parsed("worked", JsonTime.Parse, "a time");
        return new PastLooks(verdict ?? default, since ?? default, last ?? default, row.Count("times"), worked);
    }
}
