using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs;

/// <summary>One line of the audit trail: when, what, and the particulars. Holds no secret: values are what plans hold.</summary>
/// <param name="Type"><c>started</c>, <c>step_started</c>, <c>step_finished</c>, <c>script_run</c>, <c>confirmed</c>, <c>finished</c>.</param>
public sealed record RunEvent(DateTimeOffset At, string Type, ImmutableSortedDictionary<string, Value> Particulars);
