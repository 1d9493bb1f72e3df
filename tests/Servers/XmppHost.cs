namespace XmppDesiredState.Servers;

/// <summary>A domain that a server serves.</summary>
/// <param name="Domain">The XMPP domain.</param>
/// <param name="Certificate">Path of its chain, PEM, leaf first. Need not exist yet.</param>
/// <param name="Key">Path of its key, PEM. Need not exist yet.</param>
public sealed record XmppHost(string Domain, string Certificate, string Key);
