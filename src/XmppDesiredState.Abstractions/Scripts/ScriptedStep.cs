using System.Collections.Immutable;
using XmppDesiredState.Changes;

namespace XmppDesiredState.Scripts;

/// <summary>A step, and how it is told to whoever reviews the script.</summary>
/// <param name="Differences">Lines such as <c>~ keepAlive  true → false</c>. They hold what files and live systems say.</param>
public sealed record ScriptedStep(Step Step, ImmutableArray<string> Differences);
