using System.Diagnostics;
using XmppDesiredState.Cli.Commands;
using XmppDesiredState.Engine.Telemetry;

namespace XmppDesiredState.Cli.Telemetry;

/// <summary>
/// Whoever listens to one command: the log at level debug, and a collector where the standard variables of OpenTelemetry name one. Whatever
/// becomes of it changes neither the result nor the exit code.
/// </summary>
internal sealed class CommandTelemetry : IDisposable
{
    /// <summary>How long a command that has done its work waits for a collector, unless the variable of the exporter's time-out says otherwise.</summary>
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(5);

    private readonly Invocation invocation;
    private readonly CallLog? calls;
    private readonly OtlpExport? export;
    private readonly Activity? span;
    private string? problem;

    private CommandTelemetry(Invocation invocation)
    {
        this.invocation = invocation;
        var variable = invocation.Environment.Variable;
        var settings = ExportSettings.Read(variable);
        problem = settings.Problem;
        if (settings.IsWanted) export = Export(settings, variable);
        if (invocation.Log.Shows(LogLevel.Debug)) calls = new CallLog(invocation.Log, () => span);
        if (export is null && calls is null) return;
        // The environment-variable carrier of trace contexts: whoever started us names its span there.
        var parent = ActivityContext.TryParse(variable("TRACEPARENT"), variable("TRACESTATE"), isRemote: true, out var given) ? given : default;
        span = Instruments.BeginCommand($"xmppstate {invocation.Name}", parent);
        span?.SetTag(SpanKeys.RunId, invocation.RunId).SetTag(SpanKeys.Command, invocation.Name).SetTag(SpanKeys.Executable, "xmppstate").SetTag(SpanKeys.ProcessId, invocation.Environment.ProcessId);
        if (export is not null && invocation.Log.Records is { } records) records.IsTraced = settings.Traces;
    }

    public static CommandTelemetry Begin(Invocation invocation) => new(invocation);

    public void Dispose() => calls?.Dispose();

    /// <summary>Ends the command's span and sends what is left. A second signal ends it at once.</summary>
    /// <returns>The code.</returns>
    public async Task<int> EndAsync(int code)
    {
        if (span is not null)
        {
            span.SetTag(SpanKeys.ExitCode, code);
            if (invocation.Deployment is { } deployment) span.SetTag(SpanKeys.Deployment, deployment);
            if (ErrorOf(code) is { } error) span.SetTag(SpanKeys.ErrorType, error).SetStatus(ActivityStatusCode.Error, error);
            span.Dispose();
        }

        if (export is not null && await export.EndAsync(ExportSettings.Timeout(invocation.Environment.Variable) ?? LongestFlush, invocation.Abandon) is { } failure) problem ??= $"Traces and metrics were not sent: {failure}.";
        if (problem is not null) invocation.Log.Write(LogLevel.Warn, $"OpenTelemetry: {problem}");
        return code;
    }

    // Differences (2) and waiting (6) are answers, not errors.
    private static string? ErrorOf(int code) => code switch
    {
        ExitCode.Failed => "failed",
        ExitCode.Incomplete => "incomplete",
        ExitCode.Refused => "refused",
        ExitCode.LockHeld => "lock_held",
        ExitCode.Usage => "usage",
        ExitCode.Interrupted => "interrupted",
        _ => null,
    };

    private OtlpExport? Export(ExportSettings settings, Func<string, string?> variable)
    {
        try
        {
            return new OtlpExport(settings, variable);
        }
        catch (Exception unusable) when (unusable is ArgumentException or FormatException or InvalidOperationException or NotSupportedException or IOException or System.Security.Cryptography.CryptographicException)
        {
            // Without its text, which may hold what stands in a variable: headers carry keys.
            problem ??= $"The variables OTEL_* cannot be used ({unusable.GetType().Name}), so nothing is sent.";
            return null;
        }
    }
}
