using System.Net;

namespace XmppDesiredState.Federation.Dns;

/// <summary>A name server that a zone's NS records name.</summary>
/// <param name="Name">Its host name; for one that was declared, its address.</param>
public sealed record AuthoritativeServer(string Name, IPEndPoint Endpoint);
