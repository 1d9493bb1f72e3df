using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Providers.Wire;

/// <summary>One port of a member.</summary>
internal sealed record WirePort(StreamEndpoint Endpoint, bool DirectTls)
{
    /// <summary>As people call it: <c>STARTTLS</c>, <c>direct TLS</c>.</summary>
    public string Way => DirectTls ? "direct TLS" : "STARTTLS";
}
