using System.Text.Json;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Json;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Diagnostics and places in Terraform's JSON shape (<c>severity, summary, detail, range</c>), with the code and the address.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter writer, Diagnostic? diagnostic)
    {
        if (diagnostic is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("severity", PlanWords.Of(PlanWords.Severities, diagnostic.Severity));
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("title", diagnostic.Descriptor.Title);
        writer.WriteString("summary", diagnostic.Summary);
        writer.WriteString("detail", diagnostic.Fix);
        writer.WriteString("address", diagnostic.Address);
        WriteRange(writer, "range", diagnostic.Where);
        WriteRange(writer, "related", diagnostic.Related);
        writer.WriteEndObject();
    }

    /// <remarks>What <c>explain CODE</c> says is not in a plan: the descriptor that comes back refers to it.</remarks>
    public static Diagnostic Read(JsonObject read)
    {
        var (severity, code) = (PlanWords.Read(read, "severity", PlanWords.Severities), read.Text("code"));
        var descriptor = new DiagnosticDescriptor(code, severity, read.Text("title"), $"xmppstate explain {code} says more.");
        return new Diagnostic(descriptor, severity, read.Text("summary"), read.Text("detail"), ReadRange(read, "range"))
        {
            Related = ReadRange(read, "related"),
            Address = read.OptionalText("address"),
        };
    }

    public static void WriteRange(Utf8JsonWriter writer, string name, SourceSpan? span)
    {
        if (span is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("filename", span.File);
        WritePlace(writer, "start", span.Line, span.Column);
        WritePlace(writer, "end", span.EndLine, span.EndColumn);
        writer.WriteEndObject();
    }

    public static SourceSpan? ReadRange(JsonObject owner, string name)
    {
        if (owner.OptionalObject(name) is not { } range) return null;
        var (start, end) = (range.Object("start"), range.Object("end"));
        return new SourceSpan(range.Text("filename"), start.Count("line"), start.Count("column"), end.Count("line"), end.Count("column"));
    }

    private static void WritePlace(Utf8JsonWriter writer, string name, int line, int column)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteEndObject();
    }
}
