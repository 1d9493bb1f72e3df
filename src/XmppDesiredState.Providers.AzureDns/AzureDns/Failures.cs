using System.Text.Json;
using Azure;
using Azure.Identity;
using XmppDesiredState.Azure;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>
/// What an answer, or the lack of one, means.
/// <code>
/// answer                      | of a write
/// ----------------------------|-----------------------------------------------
/// no token                    | not done: nothing was sent
/// 400 401 403 404 409 other 4xx | not done, with what to do
/// 412                         | the caller reads again
/// 429, 503 with Retry-After   | not done, again after a bounded time
/// other 5xx, 3xx, none, odd   | unknown
/// </code>
/// </summary>
internal static class Failures
{
    /// <summary>Longer than the window of the documented limits is not believed.</summary>
    private static readonly TimeSpan LongestWait = WriteBudget.Window;

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private static readonly string[] ErrorFields = ["code", "message"];

    /// <summary>Null where it is no failure of this kind: a bug, or the caller's own cancellation.</summary>
    public static Failure? Of(Exception problem, string subject, TimeProvider clock, Func<string, string> redact, CancellationToken cancellationToken) => problem switch
    {
        ProviderException own => new Failure(StepResult.NotDone, own.Diagnostic),
        AuthenticationFailedException failed => NoToken(failed),
        RequestFailedException { Status: not 0 } failed when failed.GetRawResponse() is { } response => Answer(failed.Status, response, subject, clock, redact),
        RequestFailedException failed => NoAnswer(subject, ConnectionTrouble.Of(failed)),
        // With more than one attempt the pipeline collects what happened.
        AggregateException several => NoAnswer(subject, ConnectionTrouble.Of(several.InnerExceptions.LastOrDefault() ?? several)),
        HttpRequestException or IOException or TimeoutException => NoAnswer(subject, ConnectionTrouble.Of(problem)),
        OperationCanceledException when cancellationToken.IsCancellationRequested => new Failure(StepResult.Unknown,
            AzureDnsDiagnostics.Unclear.At(null, $"The run was stopped while Azure's answer about {subject} was awaited.", "Apply again: what is done already is found and left alone.")),
        OperationCanceledException => NoAnswer(subject, "no answer in time"),
        FormatException odd => new Failure(StepResult.Unknown, AzureDnsDiagnostics.Malformed.At(null, $"The answer about {subject} cannot be used: {odd.Message}", "See what answers at endpoint.")),
        _ => null,
    };

    private static Failure Answer(int status, Response response, string subject, TimeProvider clock, Func<string, string> redact)
    {
        var said = Said(response, redact);
        var wait = RetryAfter.Of(response, clock, LongestWait);
        return status switch
        {
            401 => new Failure(StepResult.NotDone, AzureDnsDiagnostics.Unauthorized.At(null,
                $"Azure does not take the token for {subject}{said}.", "Correct tenant under credential, or endpoint and authority.")),
            403 => new Failure(StepResult.NotDone, AzureDnsDiagnostics.Forbidden.At(null, $"Azure gives no right to {subject}{said}.",
                "Grant Microsoft.Network/dnsZones/SRV/read, SRV/write and SRV/delete on the zone, by a custom role or by DNS Zone Contributor.")),
            404 => new Failure(StepResult.NotDone, AzureDnsDiagnostics.NotFound.At(null, $"Azure does not know {subject}{said}.", "Correct subscription, resourceGroup or zones."), IsAbsent: true),
            409 => new Failure(StepResult.NotDone, AzureDnsDiagnostics.Blocked.At(null, $"Azure refuses to change {subject} as things stand{said}.", "Remove the lock or the CNAME, or apply again later.")),
            412 => new Failure(StepResult.Conflict, AzureDnsDiagnostics.Changed.At(null, $"{subject} has changed{said}.", "Plan again."), IsPrecondition: true),
            429 => Throttled(subject, wait ?? UsualWait),
            503 when wait is { } given => Throttled(subject, given),
            >= 400 and < 500 => new Failure(StepResult.NotDone, AzureDnsDiagnostics.Refused.At(null, $"Azure refuses the request for {subject} with status {status}{said}.", "Correct what Azure names.")),
            _ => NoAnswer(subject, $"status {status}{said}"),
        };
    }

    private static Failure Throttled(string subject, TimeSpan wait) => new(StepResult.NotDone,
        AzureDnsDiagnostics.Throttled.At(null, $"Azure asks to wait {Math.Ceiling(wait.TotalSeconds)} s before {subject} is asked for again.", "Apply again later, or less at a time."),
        wait, IsPassing: true);

    private static Failure NoAnswer(string subject, string reason) => new(StepResult.Unknown,
        AzureDnsDiagnostics.Unclear.At(null, $"Nobody knows what became of {subject}: {reason}.", "Apply again: what is done already is found and left alone."), IsPassing: true);

    /// <summary>The same failure, of a read.</summary>
    public static Diagnostic OfRead(Failure failure, string subject) => failure.Diagnostic.Descriptor != AzureDnsDiagnostics.Unclear ? failure.Diagnostic
        : AzureDnsDiagnostics.Unreachable.At(null, failure.Diagnostic.Summary.Replace($"Nobody knows what became of {subject}", $"{subject} could not be read", StringComparison.Ordinal),
            "Check endpoint, name resolution and proxy, then plan again.");

    private static Failure NoToken(AuthenticationFailedException failed)
    {
        var trouble = SignInTrouble.Of(failed);
        return new Failure(StepResult.NotDone, AzureDnsDiagnostics.SignIn.At(null, $"Entra ID gave no token: {trouble.Why}.", trouble.Fix));
    }

    // With and without the "error" around it: a 412 of this service comes without.
    private static string Said(Response response, Func<string, string> redact)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory(), new JsonDocumentOptions { MaxDepth = 16 });
            var error = document.RootElement.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : document.RootElement;
            var words = ErrorFields.Select(name => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null);
            // Redacted before it is cut: half a token would no longer be known for one.
            var text = SafeText.Of(redact(string.Join(": ", words.Where(word => !string.IsNullOrEmpty(word)))), 300).TrimEnd('.');
            return text.Length == 0 ? "" : $" ({text})";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
