using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Desired;

/// <summary>An entry of <c>drift.ignore</c>: live changes of this attribute at addresses of this pattern (<c>*</c> stands for any text) are expected.</summary>
public sealed record DriftIgnore(string AddressPattern, string? Attribute, string Reason, DateOnly? Until, SourceSpan Where);
