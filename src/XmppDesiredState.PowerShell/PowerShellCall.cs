using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell;

/// <summary>One request to a warm PowerShell.</summary>
/// <param name="Script">A constant of ours in the language of PowerShell 3.0, with a <c>param()</c> block. Never built from values.</param>
/// <param name="Parameters">Values by parameter name: null, text, flags, numbers, times, bytes, lists and dictionaries of these. They are splatted, never written into the script.</param>
/// <param name="Timeout">Without an answer in this time the session is broken and the outcome unknown.</param>
public sealed record PowerShellCall(string Script, ImmutableSortedDictionary<string, object?> Parameters, TimeSpan Timeout)
{
    /// <summary>How deep objects in the answer are serialised.</summary>
    public int Depth { get; init; } = 3;
}
