namespace XmppDesiredState.Diagnostics;

/// <summary>An error stops what it concerns; a warning and a note do not.</summary>
public enum Severity
{
    Error,
    Warning,
    Note,
}
