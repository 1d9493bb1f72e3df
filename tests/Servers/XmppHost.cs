using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>A domain that a server serves.</summary>
/// <param name="Domain">The XMPP domain.</param>
/// <param name="Certificate">Path of its chain, PEM, leaf first. Need not exist yet.</param>
/// <param name="Key">Path of its key, PEM. Need not exist yet.</param>
public sealed record XmppHost(string Domain, string Certificate, string Key)
{
    /// <summary>Settings of this domain alone: <c>modules_disabled = { "dialback" }</c> for Prosody, <c>s2s_use_starttls: optional</c> or <c>modules: { mod_ping: {} }</c> for ejabberd.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];
}
