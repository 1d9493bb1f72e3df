using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Desired;

/// <summary>An entry of <c>accept</c>: this finding is known, for this reason, until that day (inclusive; null: for ever).</summary>
public sealed record Acceptance(string Code, string Reason, DateOnly? Until, SourceSpan Where);
