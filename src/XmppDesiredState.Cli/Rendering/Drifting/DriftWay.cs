namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>A way out of drift, to copy.</summary>
/// <param name="Title">"put it back", "accept it".</param>
/// <param name="IsCommand">One line for a shell; else YAML.</param>
/// <param name="Text">YAML ends with a line break.</param>
internal sealed record DriftWay(string Title, bool IsCommand, string Text);
