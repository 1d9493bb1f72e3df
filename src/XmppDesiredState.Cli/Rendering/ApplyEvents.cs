using System.Text.Json;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>An apply as one JSON object a line, in the shape of Terraform's <c>apply -json</c>.</summary>
internal sealed class ApplyEvents(Action<string> write, SourceTexts sources, TimeProvider clock, string version) : ApplyView
{
    private readonly Lock gate = new();
    private bool hasBegun;

    public override void Planned(Plan plan)
    {
        Begin();
        foreach (var change in plan.Changes)
        {
            Write("planned_change", "info", $"{change.Address}: plan to {Words.Of(change.Action)}", json =>
            {
                json.WriteStartObject("change");
                WriteResource(json, change.Address);
                json.WriteString("action", Words.Of(change.Action));
                json.WriteString("reason", change.Reason);
                if (change.Blocked is { } blocked) json.WriteString("blocked", blocked.Code);
                if (change.Waiting is { } waiting) json.WriteString("waiting", waiting.For);
                json.WriteEndObject();
            });
        }

        foreach (var diagnostic in plan.Diagnostics) Write(diagnostic);
        var summary = plan.Summary;
        Write("change_summary", "info", PlanSentences.Closing(plan), json =>
        {
            json.WriteStartObject("changes");
            json.WriteNumber("add", summary.Add);
            json.WriteNumber("change", summary.Change);
            json.WriteNumber("remove", summary.Destroy);
            json.WriteNumber("restart", summary.Restart);
            json.WriteNumber("waiting", summary.Waiting);
            json.WriteNumber("blocked", summary.Blocked);
            json.WriteNumber("unreadable", summary.Unreadable);
            json.WriteString("operation", "plan");
            json.WriteEndObject();
        });
    }

    public override void Progressed(RunProgress progress)
    {
        Begin();
        var (type, level) = progress.Report switch
        {
            null => ("apply_start", "info"),
            { Result: StepResult.Applied or StepResult.AlreadyThere } => ("apply_complete", "info"),
            _ => ("apply_errored", "error"),
        };
        var step = progress.Step;
        var what = $"{step.Change}: {Words.Of(step.Step.Operation)}{(step.Step.Member is null ? "" : $" on {step.Step.Member}")}";
        Write(type, level, progress.Report is null ? what : $"{what}: {Words.Of(progress.Report.Result)}", json =>
        {
            json.WriteStartObject("hook");
            WriteResource(json, step.Change);
            json.WriteString("action", Words.Of(step.Step.Operation));
            json.WriteNumber("step", step.Id);
            if (step.Step.Member is { } member) json.WriteString("member", member);
            if (progress.Report is { } report)
            {
                json.WriteString("result", Words.Of(report.Result).Replace(' ', '_'));
                json.WriteNumber("attempts", report.Attempts);
                json.WriteNumber("elapsed_seconds", Math.Round(report.Took.TotalSeconds, 3));
            }

            json.WriteEndObject();
        });
        if (progress.Report?.Diagnostic is { } why) Write(why);
    }

    public override void Finished(ApplyResult result)
    {
        Begin();
        if (result.Diagnostic is { } why) Write(why);
        foreach (var diagnostic in result.Report?.Diagnostics ?? []) Write(diagnostic);
        foreach (var unreadable in result.Report?.Unreadable ?? result.Plan?.Unreadable ?? []) Write(unreadable.Diagnostic);
        var run = result.Report?.Summary ?? new RunSummary(0, 0, 0, 0, 0, 0, 0, 0);
        var outcome = Outcome.Of(result);
        Write("change_summary", "info", RunSentences.Closing(result), json =>
        {
            json.WriteStartObject("changes");
            json.WriteNumber("add", run.Added);
            json.WriteNumber("change", run.Changed);
            json.WriteNumber("remove", run.Destroyed);
            json.WriteNumber("already_there", run.AlreadyThere);
            json.WriteNumber("failed", run.Failed);
            json.WriteNumber("waiting", outcome.Waiting);
            json.WriteNumber("blocked", outcome.Blocked);
            json.WriteNumber("unreadable", outcome.Unreadable);
            json.WriteString("operation", "apply");
            json.WriteEndObject();
            if (result.Report is { } report) json.WriteString("run", report.RunId);
            json.WriteNumber("exit_code", ExitCode.Of(ExitColumn.Apply, outcome));
        });
    }

    private void Begin()
    {
        lock (gate)
        {
            if (hasBegun) return;
            hasBegun = true;
        }

        Write("version", "info", $"xmppstate {version}", json =>
        {
            json.WriteString("xmppstate", version);
            json.WriteString("ui", "1.0");
        });
    }

    private void Write(Diagnostic diagnostic) =>
        Write("diagnostic", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warn", _ => "info" }, diagnostic.Summary, json =>
        {
            json.WritePropertyName("diagnostic");
            DiagnosticJson.Write(json, diagnostic, sources);
        });

    private void Write(string type, string level, string message, Action<Utf8JsonWriter> particulars)
    {
        var line = JsonText.Line(json =>
        {
            json.WriteStartObject();
            json.WriteString("@level", level);
            json.WriteString("@message", message);
            json.WriteString("@timestamp", clock.GetUtcNow());
            json.WriteString("type", type);
            particulars(json);
            json.WriteEndObject();
        });
        lock (gate) write(line + "\n");
    }

    private static void WriteResource(Utf8JsonWriter json, Address address)
    {
        json.WriteStartObject("resource");
        json.WriteString("addr", address.ToString());
        json.WriteString("resource_type", address.Id.Kind.Name);
        json.WriteString("resource_name", address.Id.Name);
        json.WriteString("provider", address.Provider);
        json.WriteEndObject();
    }
}
