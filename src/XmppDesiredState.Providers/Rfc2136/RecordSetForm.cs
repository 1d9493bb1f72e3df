using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>What a record set says, without its owner: most sets of a zone say the same, so they share it.</summary>
/// <param name="Findings">Their summaries go on from "The records of OWNER …".</param>
internal sealed record RecordSetForm(ImmutableSortedDictionary<string, Value> Attributes, string Version, ImmutableArray<Diagnostic> Findings);
