using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The answer to a guarded write: a verdict, or the error that came instead.</summary>
/// <param name="WasWriting">With an error: whether the cmdlet had begun; if not, nothing was written.</param>
/// <param name="Live">What was found instead of what the plan saw.</param>
internal sealed record LyncAnswer(LyncVerdict? Verdict, PowerShellError? Error, bool WasWriting, LyncRow? Live = null);
