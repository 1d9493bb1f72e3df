namespace XmppDesiredState.Resources;

/// <summary>A resource as the live system reported it.</summary>
/// <param name="Version">What the provider compares to learn whether it changed since (ETag, serial, content hash). Opaque; never in a plan.</param>
public sealed record ObservedResource(Resource Resource, string Version);
