using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <summary>One domain rule: one file, one test file. Pure and offline.</summary>
public interface IRule
{
    /// <summary>Every code it can report.</summary>
    ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>
    /// Whether it also holds for what will be in effect: declared values over observed ones. The planner runs such rules a second time so,
    /// and reports what the files alone did not show.
    /// </summary>
    bool HoldsForEffectiveState { get; }

    IEnumerable<Diagnostic> Check(DesiredState desired);
}
