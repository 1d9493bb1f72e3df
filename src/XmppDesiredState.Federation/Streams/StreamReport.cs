using System.Net;
using XmppDesiredState.Federation.Tls;

namespace XmppDesiredState.Federation.Streams;

/// <summary>What a probe saw. What was not reached is null; <see cref="Problem"/> says why.</summary>
/// <remarks>What is offered need not work: features are promises, and other domains may be offered other features.</remarks>
public sealed record StreamReport(StreamTarget Target)
{
    /// <summary>The address that answered.</summary>
    public IPEndPoint? Endpoint { get; init; }

    /// <summary>What was offered in clear. Anybody on the way can have changed it.</summary>
    public StreamFeatures? ClearFeatures { get; init; }

    /// <summary>What the peer presented, and proved in a complete handshake to hold the key of; also where a later stage failed.</summary>
    public PresentedCertificate? Certificate { get; init; }

    /// <summary>What was offered over TLS.</summary>
    public StreamFeatures? SecuredFeatures { get; init; }

    /// <summary>How SASL EXTERNAL ended; null where it was not tried or not answered.</summary>
    public ExternalAnswer? External { get; init; }

    /// <summary>What the peer says, as an authoritative server, of a key that nobody issued; null where it was not asked or did not say.</summary>
    public DialbackAnswer? Authority { get; init; }

    /// <summary>What the peer says of us, with a key that is not ours; null where it was not asked or did not say.</summary>
    public DialbackAnswer? Dialback { get; init; }

    /// <summary>Null: the goal was reached.</summary>
    public StreamProblem? Problem { get; init; }
}
