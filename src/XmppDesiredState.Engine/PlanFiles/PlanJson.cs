using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>
/// Plans in JSON, in the shape of Terraform's <c>show -json</c> with names of ours added; <c>schemas/plan.schema.json</c> describes it.
/// The same plan gives the same bytes, and so does a plan that was written and read.
/// </summary>
/// <remarks>
/// Versions that providers compare are never written, and steps take their values from their changes. Durations are numbers of seconds,
/// secrets are references. Within a major <see cref="FormatVersion"/> names are only added; a reader passes over those it does not know.
/// </remarks>
public static class PlanJson
{
    public const string FormatVersion = "1.0";

    /// <summary>Bytes of a plan that are read at most.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    public static void Write(Plan plan, IBufferWriter<byte> output)
    {
        using (var writer = new Utf8JsonWriter(output, JsonText.Indented)) PlanWriter.Write(writer, plan, PlanDigest.IdOf(plan));
        output.Write("\n"u8);
    }

    public static void Write(Plan plan, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, JsonText.Indented)) PlanWriter.Write(writer, plan, PlanDigest.IdOf(plan));
        output.Write("\n"u8);
    }

    /// <summary>The plan, or every reason why the bytes are not one.</summary>
    /// <param name="file">Its path as the user would write it, for messages.</param>
    public static (Plan? Plan, ImmutableArray<Diagnostic> Diagnostics) Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var reading = new JsonReading(utf8, file);
        if (JsonTree.Read(reading, MaximumBytes) is not { } root) return (null, Diagnose(reading));

        // Before all else: in another major version every name may mean something else.
        var read = new JsonObject(root, reading);
        var version = read.Text("format_version");
        if (reading.IsSound && version.Split('.')[0] != FormatVersion.Split('.')[0])
        {
            return (null, [PlanFileDiagnostics.UnknownVersion.At(reading.At(root.Find("format_version")!.Offset),
                $"The plan has format version '{JsonObject.Shorten(version)}'; this version of xmppstate reads {FormatVersion}.", "Plan again with this version of xmppstate.")]);
        }

        var plan = PlanReader.Read(read);
        if (reading.IsSound && (Altered(plan, read) ?? (version == FormatVersion ? Rewritten(plan, utf8, reading) : null)) is { } altered) return (null, [altered]);
        return reading.IsSound ? (plan, []) : (null, Diagnose(reading));
    }

    private static Diagnostic? Altered(Plan plan, JsonObject read)
    {
        var name = PlanDigest.ChangesOf(plan) != read.Text("change_digest") ? "change_digest" : PlanDigest.IdOf(plan) != read.Text("plan_id") ? "plan_id" : null;
        return name is null ? null : PlanFileDiagnostics.Altered.At(read.Reading.At((read.Node.Find(name) ?? read.Node).Offset),
            $"The plan's content does not match its {name}: it was altered after it was made.", "Plan again, and have the new plan approved.");
    }

    // The id covers what is read from a plan. Counts and lists that follow from the rest are not read, but people do read them: a plan of
    // our own format version is the very bytes that we would write for it. Line ends may have been converted on the way.
    private static Diagnostic? Rewritten(Plan plan, ReadOnlyMemory<byte> utf8, JsonReading reading)
    {
        var written = new ArrayBufferWriter<byte>(utf8.Length);
        Write(plan, written);
        ReadOnlySpan<byte> ours = written.WrittenSpan, theirs = utf8.Span;
        int at = 0, offset = theirs.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        while (offset < theirs.Length)
        {
            if (at < ours.Length && theirs[offset] == ours[at]) at++;
            else if (theirs[offset] != '\r') break;
            offset++;
        }

        return at == ours.Length && offset == theirs.Length ? null : PlanFileDiagnostics.Altered.At(reading.At(offset),
            "The plan is not as it was written: it was altered or formatted anew after it was made.", "Plan again, and have the new plan approved.");
    }

    private static ImmutableArray<Diagnostic> Diagnose(JsonReading reading) =>
        [.. reading.Findings.OrderBy(finding => finding.Offset).Select(finding => Descriptor(finding.Kind).At(reading.At(finding.Offset), finding.Message, "Make the plan again with plan --out."))];

    private static DiagnosticDescriptor Descriptor(JsonFindingKind kind) => kind switch
    {
        JsonFindingKind.Syntax => PlanFileDiagnostics.NotJson,
        JsonFindingKind.Limit => PlanFileDiagnostics.OverLimit,
        _ => PlanFileDiagnostics.BadContent,
    };
}
