using XmppDesiredState.Resources;

namespace XmppDesiredState.Changes;

/// <summary>One thing to do: what a provider executes.</summary>
/// <param name="Id">Counts from 1 inside a plan.</param>
/// <param name="Provider">Name of the instance that executes it.</param>
/// <param name="Before">What must still be true, the compare of compare-and-swap; null where nothing must exist.</param>
/// <param name="After">The managed attributes as they shall be; null for a delete.</param>
/// <param name="Artifact">A public PEM handed on by an earlier step (request → issue → accept). Never a private key.</param>
public sealed record Step(int Id, string Provider, ResourceId Resource, string? Member, Operation Operation, ObservedResource? Before, Resource? After, string? Artifact = null);
