using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Why a request came to nothing.</summary>
/// <param name="Result">What that means for a write.</param>
/// <param name="IsPrecondition">412: the condition sent with it did not hold.</param>
/// <param name="IsAbsent">404 that may be the record set's own.</param>
/// <param name="IsPassing">A read may be tried again, after <paramref name="RetryAfter"/> where Azure gives a time.</param>
internal sealed record Failure(StepResult Result, Diagnostic Diagnostic, TimeSpan? RetryAfter = null, bool IsPrecondition = false, bool IsAbsent = false, bool IsPassing = false);
