using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Desired;

/// <summary>The section of one kind, such as <c>partners</c>. A kind without a section is not managed (but removed, where it was).</summary>
/// <param name="Providers">Every provider instance named by the section or one of its entries.</param>
/// <param name="IsEmpty">It stands in the file and declares nothing.</param>
public sealed record Section(Kind Kind, ImmutableArray<string> Providers, UnlistedPolicy Unlisted, RemovedPolicy Removed, bool IsEmpty, SourceSpan Where);
