using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>What became of a change, and why if it is not done.</summary>
public sealed record ChangeReport(Change Change, ChangeStatus Status, Diagnostic? Diagnostic);
