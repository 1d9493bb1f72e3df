namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>A value that may be referred to again.</summary>
/// <param name="Weight">Elements it stands for.</param>
/// <param name="Height">Levels of objects in it.</param>
internal sealed record Known(object? Value, int Weight, int Height);
