namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Text to copy, and what it is for: "Put it back", "Accept it".</summary>
internal sealed record ReportWayOut(string Title, string Text);
