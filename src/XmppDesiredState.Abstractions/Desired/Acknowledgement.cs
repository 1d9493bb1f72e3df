using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Desired;

/// <summary>An entry of <c>acknowledged</c>: a live resource that nobody declares is known and left alone. Without a provider it counts on every one.</summary>
public sealed record Acknowledgement(ResourceId Id, string? Provider, string Reason, DateOnly? Until, SourceSpan Where)
{
    public bool Matches(Address address) => address.Id == Id && (Provider is null || Provider == address.Provider);

    public bool IsInForce(DateOnly today) => Until is null || today <= Until;
}
