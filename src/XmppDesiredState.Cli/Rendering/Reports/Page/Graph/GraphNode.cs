using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A box of the drawing: one step, or several that are told together.</summary>
/// <param name="Text">"install on m1", "12 steps in any order".</param>
/// <param name="Lane">What it belongs to: an address, or a kind.</param>
/// <param name="Requires">Ids of other nodes.</param>
/// <param name="IsWayOut">Only where others fail: dashed.</param>
internal sealed record GraphNode(int Id, int Phase, string Text, string Lane, ImmutableArray<int> Requires, bool IsWayOut);
