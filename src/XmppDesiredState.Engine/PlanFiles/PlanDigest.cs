using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>What tells one plan from another, and an untouched one from an edited one.</summary>
internal static class PlanDigest
{
    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 over the whole plan as it is written, with this id left empty: whatever a person was
    /// shown is part of it.
    /// </summary>
    public static string IdOf(Plan plan)
    {
        var bytes = new ByteChunks();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.OneLine)) PlanWriter.Write(writer, plan, "");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in bytes.Chunks) hash.AppendData(chunk.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>
    /// SHA-256 in lower-case hexadecimal over address, action, before and after of every change that is not blocked, in the order of
    /// addresses. Reasons, places, notes, findings, the commit, the time and unlisted resources play no part.
    /// </summary>
    public static string ChangesOf(Plan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var change in plan.Changes.Where(change => !change.IsBlocked).OrderBy(change => change.Address).ThenBy(change => change.Action))
        {
            Append(hash, writer =>
            {
                writer.WriteStringValue(change.Address.ToString());
                writer.WriteStringValue(PlanWords.Of(PlanWords.Actions, change.Action));
                ResourceJson.Write(writer, change.Before);
                ResourceJson.Write(writer, change.After);
            });
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // One JSON array after the other: where one value ends and the next begins is never in doubt.
    private static void Append(IncrementalHash hash, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.OneLine))
        {
            writer.WriteStartArray();
            write(writer);
            writer.WriteEndArray();
        }

        hash.AppendData(bytes.WrittenSpan);
    }
}
