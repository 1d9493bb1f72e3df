using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Federation.Verification;

/// <summary>One reason, with its fix and whose it is.</summary>
/// <param name="Why">Code, one cause, one fix.</param>
/// <param name="Decides">Whether it decides the verdict it stands under; else it is worth knowing.</param>
public sealed record VerifyFinding(Diagnostic Why, Side Side, bool Decides);
