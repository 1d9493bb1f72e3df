namespace XmppDesiredState.Federation.Dns;

/// <summary>A service of XMPP between servers.</summary>
/// <param name="Label"><c>_xmpp-server._tcp</c> (RFC 6120 §3.2.1) or <c>_xmpps-server._tcp</c> (XEP-0368).</param>
internal sealed record ServiceQuestion(string Label, bool DirectTls)
{
    public static readonly ServiceQuestion StartTls = new("_xmpp-server._tcp", DirectTls: false), Direct = new("_xmpps-server._tcp", DirectTls: true);

    public string OwnerOf(string domain) => $"{Label}.{domain}";
}
