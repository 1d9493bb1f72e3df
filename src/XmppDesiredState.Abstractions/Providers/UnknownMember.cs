using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers;

/// <summary>A member of a resource that could not be asked, while others could.</summary>
/// <param name="Why">What happened, and what to do.</param>
public sealed record UnknownMember(ResourceId Id, string Member, Diagnostic Why)
{
    /// <summary>In place of a member: none of them could be asked.</summary>
    public const string Every = "*";
}
