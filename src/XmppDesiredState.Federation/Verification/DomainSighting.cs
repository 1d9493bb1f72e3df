using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Verification;

/// <summary>One domain as the world sees it from here.</summary>
/// <param name="From">The domain of ours it was asked as: servers may offer other things to others.</param>
public sealed record DomainSighting(string Domain, string? From, DateTimeOffset At, ImmutableArray<ServiceSighting> Services);
