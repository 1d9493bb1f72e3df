using System.Globalization;
using System.Text.Json;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Writes a plan as JSON.</summary>
internal static class PlanWriter
{
    public static void Write(Utf8JsonWriter writer, Plan plan, string planId)
    {
        var summary = plan.Summary;
        writer.WriteStartObject();
        writer.WriteString("format_version", PlanJson.FormatVersion);
        writer.WriteString("plan_id", planId);
        writer.WriteString("name", plan.Name);
        writer.WriteString("timestamp", JsonTime.Write(plan.Timestamp));
        writer.WriteString("commit", plan.Commit);
        writer.WriteString("config_digest", plan.ConfigDigest);
        writer.WriteString("change_digest", PlanDigest.ChangesOf(plan));
        writer.WriteBoolean("applyable", summary.HasExecutable);
        writer.WriteBoolean("complete", plan.IsComplete);
        writer.WriteBoolean("errored", !plan.IsComplete || plan.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error));
        Write(writer, summary);
        ChoicesJson.Write(writer, "choices", plan.Choices);
        writer.WriteStartObject("targets");
        foreach (var (provider, target) in plan.Targets) writer.WriteString(provider, target);
        writer.WriteEndObject();
        WriteList(writer, "resource_changes", plan.Changes, ChangeJson.Write);
        WriteList(writer, "steps", plan.Steps, StepJson.Write);
        WriteList(writer, "blocked", plan.Changes.Where(change => change.IsBlocked), WriteBlocked);
        WriteList(writer, "waiting", plan.Changes.Where(change => !change.IsBlocked && change.Waiting is not null), WriteWaiting);
        WriteList(writer, "unlisted", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is null), WriteUnlisted);
        WriteList(writer, "acknowledged", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is not null), WriteUnlisted);
        WriteList(writer, "certificates", plan.Certificates, CertificateTermJson.Write);
        WriteList(writer, "seen", plan.Seen, WriteSeen);
        WriteList(writer, "unreadable", plan.Unreadable, WriteUnreadable);
        ChangeJson.WriteTexts(writer, "left_out", plan.LeftOut.Select(address => address.ToString()));
        WriteList(writer, "checks", plan.Diagnostics.GroupBy(diagnostic => (diagnostic.Address is not null, diagnostic.Address ?? diagnostic.Code)), WriteCheck);
        WriteList(writer, "diagnostics", plan.Diagnostics, DiagnosticJson.Write);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) write(writer, item);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, PlanSummary summary)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("add", summary.Add);
        writer.WriteNumber("change", summary.Change);
        writer.WriteNumber("destroy", summary.Destroy);
        writer.WriteNumber("restart", summary.Restart);
        writer.WriteNumber("waiting", summary.Waiting);
        writer.WriteNumber("blocked", summary.Blocked);
        writer.WriteNumber("unlisted", summary.Unlisted);
        writer.WriteNumber("acknowledged", summary.Acknowledged);
        writer.WriteNumber("unreadable", summary.Unreadable);
        writer.WriteEndObject();
    }

    private static void WriteBlocked(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("address", change.Address.ToString());
        writer.WritePropertyName("diagnostic");
        DiagnosticJson.Write(writer, change.Blocked);
        writer.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("address", change.Address.ToString());
        WaitingJson.WriteContent(writer, change.Waiting!);
        writer.WriteEndObject();
    }

    private static void WriteUnlisted(Utf8JsonWriter writer, UnlistedResource unlisted)
    {
        writer.WriteStartObject();
        writer.WriteString("address", unlisted.Address.ToString());
        writer.WritePropertyName("values");
        ResourceJson.Write(writer, unlisted.Resource);
        if (unlisted.Acknowledged is not null)
        {
            writer.WriteString("reason", unlisted.Acknowledged);
            writer.WriteString("until", unlisted.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    private static void WriteSeen(Utf8JsonWriter writer, SeenKind seen)
    {
        writer.WriteStartObject();
        writer.WriteString("provider_name", seen.Provider);
        writer.WriteString("type", seen.Kind.Name);
        writer.WriteEndObject();
    }

    private static void WriteUnreadable(Utf8JsonWriter writer, UnreadableKind unreadable)
    {
        writer.WriteStartObject();
        writer.WriteString("provider_name", unreadable.Provider);
        writer.WriteString("type", unreadable.Kind.Name);
        writer.WriteString("name", unreadable.Resource?.Name);
        writer.WriteString("member", unreadable.Member);
        writer.WritePropertyName("diagnostic");
        DiagnosticJson.Write(writer, unreadable.Diagnostic);
        writer.WriteEndObject();
    }

    // Terraform's checks: one for each resource that validation found something about, or for each code where it is about none.
    private static void WriteCheck(Utf8JsonWriter writer, IGrouping<(bool IsResource, string Name), Diagnostic> findings)
    {
        var status = findings.Any(finding => finding.Severity != Severity.Note) ? "fail" : "pass";
        writer.WriteStartObject();
        writer.WriteStartObject("address");
        writer.WriteString("kind", findings.Key.IsResource ? "resource" : "check");
        writer.WriteString("to_display", findings.Key.Name);
        writer.WriteEndObject();
        writer.WriteString("status", status);
        writer.WriteStartArray("instances");
        writer.WriteStartObject();
        writer.WriteStartObject("address");
        writer.WriteString("to_display", findings.Key.Name);
        writer.WriteEndObject();
        writer.WriteString("status", status);
        writer.WriteStartArray("problems");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("message", finding.Summary);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
