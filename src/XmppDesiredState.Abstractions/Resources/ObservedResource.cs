namespace XmppDesiredState.Resources;

/// <summary>A resource as the live system reported it.</summary>
/// <param name="Version">
/// What the provider compares to learn whether it changed since (ETag, serial, content hash). Opaque; never in a plan. Empty where the
/// values were not read but follow from an earlier step: compare values then.
/// </param>
public sealed record ObservedResource(Resource Resource, string Version);
