using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <param name="Diagnostics">By place; accepted findings are notes among them.</param>
/// <param name="Accepted">The findings that an item accepts, with the entry that does.</param>
public sealed record ValidationResult(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<(Diagnostic Finding, Acceptance Acceptance)> Accepted)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
