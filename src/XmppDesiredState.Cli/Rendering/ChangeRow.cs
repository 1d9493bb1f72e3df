namespace XmppDesiredState.Cli.Rendering;

/// <summary>One line of a change's table.</summary>
/// <param name="Sign"><c>+</c>, <c>~</c> or <c>-</c>.</param>
/// <param name="Value">One value, or the old and the new one with an arrow between. Safe to print.</param>
/// <param name="Note">What it results in, where the values do not say enough.</param>
internal sealed record ChangeRow(char Sign, string Name, string Value, string? Note);
