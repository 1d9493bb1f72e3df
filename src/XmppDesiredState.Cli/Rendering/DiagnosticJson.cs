using System.Text.Json;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Findings in the shape of Terraform's <c>validate -json</c>, with our code and fix.</summary>
internal static class DiagnosticJson
{
    public static string Document(Findings findings) => JsonText.Document(json =>
    {
        var summary = findings.Summary;
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteBoolean("valid", summary.Errors == 0);
        json.WriteNumber("error_count", summary.Errors);
        json.WriteNumber("warning_count", summary.Warnings);
        json.WriteNumber("note_count", summary.Notes);
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in findings.Diagnostics) Write(json, diagnostic, findings.Sources);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic, SourceTexts sources)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        json.WriteString("code", diagnostic.Code);
        json.WriteString("summary", diagnostic.Summary);
        json.WriteString("detail", diagnostic.Fix);
        if (diagnostic.Address is { } address) json.WriteString("address", address);
        if (diagnostic.Where is { } where)
        {
            json.WritePropertyName("range");
            WriteRange(json, where);
            if (sources.Line(where.File, where.Line) is { } line) WriteSnippet(json, where, line);
        }

        if (diagnostic.Related is { } related)
        {
            json.WritePropertyName("related_range");
            WriteRange(json, related);
        }

        json.WriteEndObject();
    }

    /// <summary>A place, or <c>null</c>.</summary>
    public static void WriteRange(Utf8JsonWriter json, SourceSpan? span)
    {
        if (span is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("filename", span.File);
        WritePlace(json, "start", span.Line, span.Column);
        WritePlace(json, "end", span.EndLine, span.EndColumn);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string name, int line, int column)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        json.WriteEndObject();
    }

    // A line that nobody would read (a base64 blob, a minified file) is left out; the range says where it is.
    private static void WriteSnippet(Utf8JsonWriter json, SourceSpan where, string line)
    {
        if (line.Length > 1000) return;
        json.WriteStartObject("snippet");
        json.WriteString("code", line);
        json.WriteNumber("start_line", where.Line);
        json.WriteNumber("highlight_start_offset", Math.Clamp(where.Column - 1, 0, line.Length));
        json.WriteNumber("highlight_end_offset", where.EndLine > where.Line ? line.Length : Math.Clamp(where.EndColumn - 1, 0, line.Length));
        json.WriteEndObject();
    }
}
