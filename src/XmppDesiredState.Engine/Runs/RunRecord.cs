namespace XmppDesiredState.Engine.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Outcome">The closing sentence; null when the run was cut off.</param>
public sealed record RunRecord(string Id, DateTimeOffset Started, string Actor, string Command, string? Commit, string? Reason, string? Outcome);
