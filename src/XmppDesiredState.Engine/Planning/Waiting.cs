namespace XmppDesiredState.Engine.Planning;

/// <summary>What a change or a step waits for.</summary>
/// <param name="For">For people: "window nights, opens Thu 2026-11-26 22:00 CET".</param>
/// <param name="Until">When it can go on at the earliest, where that is known.</param>
public sealed record Waiting(string For, DateTimeOffset? Until);
