using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Planning;

/// <summary>Changes before ordering, and what else was found on the way.</summary>
internal sealed record FoundChanges(ImmutableArray<Change> Changes, ImmutableArray<Diagnostic> Diagnostics);
