using Azure;
using Azure.Identity;
using XmppDesiredState.Blobs;

namespace XmppDesiredState.Azure.Blobs;

/// <summary>
/// What an answer of Blob Storage, or the lack of one, means. Decided by the status and by the error code of its header; its words are left
/// out, for they quote requests.
/// <code>
/// answer                                     | means
/// -------------------------------------------|--------------------------------------
/// 404 ContainerNotFound, 409 …BeingDeleted   | the container is absent
/// 404                                        | the blob is absent
/// 409 LeaseAlreadyPresent, 412 LeaseIdMissing| somebody else has the lease
/// 409, 412 any other word of leases          | the lease is lost
/// 409 BlobAlreadyExists, 412, 304            | the condition did not hold
/// 401, 403 AuthenticationFailed              | key, signature or token is not taken
/// 403                                        | no right
/// 429, 503 with Retry-After                  | not carried out, again later
/// other 4xx                                  | refused
/// other 5xx, 3xx, none, odd                  | unknown
/// </code>
/// Source: Microsoft's "Status and error codes" of Blob Storage and "Lease Blob".
/// </summary>
internal static class BlobFailures
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>False for a bug, a diagnostic of our own, and the caller's cancellation.</summary>
    public static bool IsOne(Exception problem, CancellationToken cancellationToken) => problem switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AuthenticationFailedException or RequestFailedException or AggregateException or HttpRequestException or IOException or TimeoutException or FormatException or System.Xml.XmlException => true,
        _ => false,
    };

    public static BlobException Of(Exception problem, TimeProvider clock) => problem switch
    {
        AuthenticationFailedException failed when SignInTrouble.Of(failed) is var trouble => new BlobException(BlobTrouble.SignIn, trouble.Why, problem) { Fix = trouble.Fix },
        RequestFailedException { Status: not 0 } failed => Answer(failed, clock),
        FormatException or System.Xml.XmlException => new BlobException(BlobTrouble.Unclear, "what came is no answer of Blob Storage", problem),
        // With more than one attempt the pipeline collects what happened.
        AggregateException several => new BlobException(BlobTrouble.Unclear, ConnectionTrouble.Of(several.InnerExceptions.LastOrDefault() ?? several), problem),
        _ => new BlobException(BlobTrouble.Unclear, ConnectionTrouble.Of(problem), problem),
    };

    private static BlobException Answer(RequestFailedException failed, TimeProvider clock)
    {
        var code = SafeText.Of(failed.ErrorCode ?? "", 60);
        var wait = failed.GetRawResponse() is { } response ? RetryAfter.Of(response, clock, LongestWait) : null;
        var trouble = (failed.Status, code) switch
        {
            (404, "ContainerNotFound" or "ResourceNotFound" or "AccountNotFound") or (409, "ContainerBeingDeleted") or (409, "ContainerDisabled") => BlobTrouble.ContainerAbsent,
            (404, _) => BlobTrouble.BlobAbsent,
            (409, "LeaseAlreadyPresent") or (412, "LeaseIdMissing") or (409, "LeaseIsBreakingAndCannotBeAcquired") => BlobTrouble.Leased,
            (409 or 412, _) when code.StartsWith("Lease", StringComparison.Ordinal) => BlobTrouble.LeaseLost,
            (409, "BlobAlreadyExists") or (412, _) or (304, _) => BlobTrouble.ConditionFailed,
            (401, _) or (403, "AuthenticationFailed" or "InvalidAuthenticationInfo") => BlobTrouble.Unauthorized,
            (403, _) => BlobTrouble.Forbidden,
            (429, _) => BlobTrouble.Throttled,
            (503, _) when wait is not null => BlobTrouble.Throttled,
            ( >= 400 and < 500, _) => BlobTrouble.Refused,
            _ => BlobTrouble.Unclear,
        };
        return new BlobException(trouble, $"status {failed.Status}{(code.Length > 0 ? $" ({code})" : "")}", failed) { Wait = wait };
    }
}
