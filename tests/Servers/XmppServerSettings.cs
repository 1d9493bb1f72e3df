using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>What a test decides about a server.</summary>
public sealed record XmppServerSettings
{
    public required ImmutableArray<XmppHost> Hosts { get; init; }

    /// <summary>PEM with the roots it trusts in peers; null for Debian's own.</summary>
    public string? Trust { get; init; }

    /// <summary>
    /// Whom it asks for SRV and addresses; null if it is to find nobody. ejabberd looks up the addresses of targets in the system's way, without asking this
    /// server: SRV targets it shall find are <c>localhost.</c>, told apart by their ports.
    /// </summary>
    public NamedServer? Resolver { get; init; }

    /// <summary>Further lines of its configuration, global ones: <c>s2s_secure_auth = true</c> for Prosody, <c>s2s_use_starttls: optional</c> for ejabberd.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];
}
