using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Export;

/// <summary>Something live that no state file can say.</summary>
/// <param name="Attribute">Null: the whole resource.</param>
/// <param name="Why">Goes on from what it is about: "is not a domain name".</param>
/// <param name="IsAcknowledged">The file acknowledges the resource, so that it is not reported as unlisted.</param>
public sealed record LeftOut(ResourceId Id, Field? Attribute, string Why, bool IsAcknowledged);
