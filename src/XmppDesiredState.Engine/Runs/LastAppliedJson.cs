using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Runs;

/// <summary>
/// The record of what was applied, in JSON. The same record gives the same bytes. Whoever reads it will write it again, so unlike in a
/// plan nothing that this version does not know is passed over: it would be lost.
/// </summary>
internal static class LastAppliedJson
{
    private const string FormatVersion = "1.0";
    public const int MaximumBytes = 256 * 1024 * 1024;
    private static readonly string[] Names = ["format_version", "deployment", "targets", "entries"];
    private static readonly string[] EntryNames = ["address", "protect", "values", "write_only"];

    public static ByteChunks Write(LastApplied record)
    {
        var bytes = new ByteChunks();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format_version", FormatVersion);
            writer.WriteString("deployment", record.Deployment);
            WriteTexts(writer, "targets", record.Targets);
            writer.WriteStartArray("entries");
            foreach (var (address, entry) in record.Entries) WriteEntry(writer, address, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes;
    }

    /// <exception cref="ProviderException">It is damaged or of a newer version.</exception>
    public static LastApplied Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var reading = new JsonReading(utf8, file);
        var root = JsonTree.Read(reading, MaximumBytes);
        if (root?.Find("format_version") is { Kind: JsonValueKind.String } version && IsNewer(version.Text))
            throw new ProviderException(RunStoreDiagnostics.IsNewer(reading.At(version.Offset), JsonObject.Shorten(version.Text), FormatVersion));
        var record = root is null ? LastApplied.None : Read(new JsonObject(root, reading));
        if (reading.IsSound) return record;

        var first = reading.Findings[0];
        throw new ProviderException(RunStoreDiagnostics.IsDamaged(reading.At(first.Offset), first.Message));
    }

    private static LastApplied Read(JsonObject root)
    {
        ReportUnknown(root, Names);
        if (root.Text("format_version") != FormatVersion) root.Reading.Report(root.Node, $"'format_version' must be \"{FormatVersion}\".");
        var entries = ImmutableSortedDictionary.CreateBuilder<Address, LastAppliedEntry>();
        foreach (var entry in root.Objects("entries"))
        {
            ReportUnknown(entry, EntryNames);
            if (entry.Parsed("address", ResourceJson.ParseAddress, "an address of a kind that this version knows") is not { } address) continue;
            var read = new LastAppliedEntry(ResourceJson.Read(entry.Object("values").Node, address.Id, entry.Reading), entry.Flag("protect"), Texts(entry, "write_only"));
            if (!entries.TryAdd(address, read)) entry.Reading.Report(entry.Node, $"{address} stands twice.");
        }

        return new LastApplied(root.Text("deployment"), Texts(root, "targets"), entries.ToImmutable());
    }

    private static void WriteEntry(Utf8JsonWriter writer, Address address, LastAppliedEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("address", address.ToString());
        writer.WriteBoolean("protect", entry.Protect);
        writer.WritePropertyName("values");
        ResourceJson.Write(writer, entry.Resource);
        WriteTexts(writer, "write_only", entry.WriteOnly);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in texts) writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, string> Texts(JsonObject owner, string name)
    {
        var texts = owner.Object(name);
        return texts.Members.ToImmutableSortedDictionary(member => member.Key, member => texts.Text(member.Key), StringComparer.Ordinal);
    }

    private static void ReportUnknown(JsonObject found, string[] names)
    {
        foreach (var (name, value) in found.Members)
        {
            if (!names.Contains(name)) found.Reading.Report(value, $"'{JsonObject.Shorten(name)}' is not known to this version.");
        }
    }

    // A higher minor version counts too: what it added would be lost in the next writing.
    private static bool IsNewer(string version) => Version.TryParse(version, out var written) && written > Version.Parse(FormatVersion);
}
