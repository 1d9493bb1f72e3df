using XmppDesiredState.Changes;

namespace XmppDesiredState.Engine.Telemetry;

/// <summary>Names of attributes, by the naming of OpenTelemetry, and the words that stand in them.</summary>
public static class SpanKeys
{
    public const string RunId = "xmppstate.run.id";
    public const string Command = "xmppstate.command";
    public const string Deployment = "xmppstate.deployment";
    public const string Class = "xmppstate.class";
    public const string Provider = "xmppstate.provider.name";
    public const string ProviderType = "xmppstate.provider.type";
    public const string Call = "xmppstate.provider.call";
    public const string Kind = "xmppstate.resource.kind";
    public const string Resource = "xmppstate.resource.id";
    public const string Member = "xmppstate.member";

    /// <summary>Resources that were seen.</summary>
    public const string Resources = "xmppstate.resource.count";

    /// <summary>Steps that were sent.</summary>
    public const string Steps = "xmppstate.step.count";

    public const string Step = "xmppstate.step.id";
    public const string Operation = "xmppstate.step.operation";
    public const string Outcome = "xmppstate.step.outcome";
    public const string ErrorType = "error.type";
    public const string ExitCode = "process.exit.code";
    public const string Executable = "process.executable.name";
    public const string ProcessId = "process.pid";

    public static string WordOf(Operation operation) => operation switch
    {
        Changes.Operation.Create => "create",
        Changes.Operation.Update => "update",
        Changes.Operation.Delete => "delete",
        Changes.Operation.Request => "request",
        Changes.Operation.Issue => "issue",
        Changes.Operation.Accept => "accept",
        Changes.Operation.Install => "install",
        Changes.Operation.Restore => "restore",
        Changes.Operation.Reload => "reload",
        Changes.Operation.Restart => "restart",
        Changes.Operation.Settle => "settle",
        _ => "probe",
    };

    /// <param name="result">Null: it was skipped.</param>
    public static string WordOf(StepResult? result) => result switch
    {
        null => "skipped",
        StepResult.Applied => "applied",
        StepResult.AlreadyThere => "already_there",
        StepResult.Waiting => "waiting",
        StepResult.Conflict => "conflict",
        StepResult.NotDone => "not_done",
        _ => "unknown",
    };
}
