using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What could not be read: unknown, so nothing is planned for it.</summary>
/// <param name="Resource">Null: a whole kind of the provider. Else one member of this resource, while others could be asked.</param>
public sealed record UnreadableKind(string Provider, Kind Kind, Diagnostic Diagnostic, ResourceId? Resource = null, string? Member = null)
{
    /// <summary>The same place, whatever the reason.</summary>
    public bool IsSameAs(UnreadableKind other) => (Provider, Kind, Resource, Member) == (other.Provider, other.Kind, other.Resource, other.Member);
}
