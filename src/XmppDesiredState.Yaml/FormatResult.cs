using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml;

/// <param name="Text">The canonical form; with diagnostics, the text as it was.</param>
/// <param name="Diagnostics">Why it was left alone.</param>
public sealed record FormatResult(string Text, ImmutableArray<Diagnostic> Diagnostics);
