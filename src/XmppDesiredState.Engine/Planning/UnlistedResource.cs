using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A live resource that was never ours. <paramref name="Acknowledged"/> says why nobody minds, until that day.</summary>
public sealed record UnlistedResource(Address Address, Resource Resource, string? Acknowledged = null, DateOnly? Until = null);
