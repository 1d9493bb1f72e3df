using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli;

/// <summary>Lines of the log as JSON objects: when, how grave, what, and of which run.</summary>
/// <param name="command">Such as <c>plan</c>.</param>
/// <param name="runId">The same as in the run store, where the run is kept there.</param>
internal sealed class LogRecords(TimeProvider clock, string command, Func<string> runId)
{
    // Text is made harmless before: what would be escaped here beyond the rules of JSON are letters.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name in the files, once they are loaded.</summary>
    public string? Deployment { get; set; }

    /// <summary>Whether spans are sent somewhere, so that their ids mean something.</summary>
    public bool IsTraced { get; set; }

    public string Of(LogLevel level, string message) => Write(json => Begin(json, level, message));

    public string Of(LogLevel level, string message, Activity span) => Write(json =>
    {
        Begin(json, level, message, span);
        json.WriteNumber("duration_ms", Math.Round(span.Duration.TotalMilliseconds, 3));
        json.WriteStartObject("attributes");
        foreach (var (name, value) in span.TagObjects)
        {
            if (value is int or long) json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else json.WriteString(name, Printable.Short($"{value}"));
        }

        json.WriteEndObject();
    });

    public string Of(Diagnostic finding) => Write(json =>
    {
        Begin(json, Log.LevelOf(finding.Severity), Printable.Of(finding.Summary));
        json.WriteString("code", finding.Code);
        if (finding.Fix.Length > 0) json.WriteString("fix", Printable.Of(finding.Fix));
        if (finding.Address is { } address) json.WriteString("address", Printable.Of(address));
        if (finding.Where is not { } where) return;
        json.WriteString("file", Printable.Of(where.File));
        json.WriteNumber("line", where.Line);
        json.WriteNumber("column", where.Column);
    });

    private void Begin(Utf8JsonWriter json, LogLevel level, string message, Activity? span = null)
    {
        json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("level", level switch { LogLevel.Error => "error", LogLevel.Warn => "warn", LogLevel.Debug => "debug", _ => "info" });
        json.WriteString("message", message);
        json.WriteString("run_id", runId());
        json.WriteString("command", command);
        if (Deployment is not null) json.WriteString("deployment", Printable.Of(Deployment));
        if (!IsTraced || (span ?? Activity.Current) is not { } current) return;
        json.WriteString("trace_id", current.TraceId.ToHexString());
        json.WriteString("span_id", current.SpanId.ToHexString());
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
