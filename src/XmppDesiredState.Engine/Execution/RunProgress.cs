using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>Something a person who waits wants to hear. <paramref name="Report"/> is null when the step begins.</summary>
/// <param name="Finished">Steps finished so far.</param>
/// <param name="Total">Steps of the run.</param>
/// <param name="HasMore">Another follows at once: many steps end together, and a line each is one text to write.</param>
public sealed record RunProgress(PlannedStep Step, StepReport? Report, int Finished, int Total, bool HasMore = false);
