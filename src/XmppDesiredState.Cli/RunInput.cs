using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Cli;

/// <summary>What planning and applying start from.</summary>
/// <param name="AllowPrograms">False under <c>--no-exec</c>.</param>
/// <param name="Progress">Takes one line for a person who waits.</param>
internal sealed record RunInput(DesiredState Desired, ValidationResult Validation, IRunStore Store, PlanOptions Options, bool AllowPrograms, Action<string> Progress)
{
    /// <summary>What scripts brought back; their providers are not connected to.</summary>
    public ImmutableArray<ScriptResult> Brought { get; init; } = [];
}
