using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>A step of a plan for people.</summary>
/// <param name="Text">"install on edge1.contoso.local".</param>
/// <param name="Address">Of the change it belongs to, as in <see cref="ReportItem.Address"/>.</param>
/// <param name="Requires">Ids of those that must have been done.</param>
/// <param name="IsWayOut">Only where others fail.</param>
internal sealed record ReportStep(int Id, int Phase, string Text, string Address, ImmutableArray<int> Requires, bool IsWayOut);
