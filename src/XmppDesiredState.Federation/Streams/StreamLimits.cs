namespace XmppDesiredState.Federation.Streams;

/// <summary>What a peer may cost. Whatever it sends, a probe ends within these.</summary>
public sealed record StreamLimits
{
    public static readonly StreamLimits Default = new();

    /// <summary>Time for everything: 10 seconds.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for one stage (<see cref="StreamStage"/>): 5 seconds. A byte now and then does not prolong it.</summary>
    public TimeSpan Stage { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of XML in one stream, white space included: 64 KiB. Real features have about 1 KiB.</summary>
    public int StreamBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of a TLS handshake: 128 KiB. Real ones have about 5 KiB, most of it certificates.</summary>
    public int HandshakeBytes { get; init; } = 128 * 1024;

    /// <summary>Levels of nesting below the stream: 16. Real features have 4.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>Attributes of one element, declarations of namespaces included: 32.</summary>
    public int Attributes { get; init; } = 32;

    /// <summary>Addresses of one name that are tried: 8.</summary>
    public int Addresses { get; init; } = 8;

    /// <summary>The default limits with another time for everything; one stage gets half of it, at least a second.</summary>
    public static StreamLimits Within(TimeSpan total)
    {
        var half = total / 2;
        return Default with { Total = total, Stage = half < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : half };
    }

    /// <summary>Bytes on the wire after the handshake: TLS records may hold one byte each.</summary>
    internal int SecuredBytes => (4 * StreamBytes) + HandshakeBytes;
}
