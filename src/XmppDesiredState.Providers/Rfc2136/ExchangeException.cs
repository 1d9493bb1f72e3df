using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>A question got no answer that can be believed.</summary>
internal sealed class ExchangeException(ExchangeFault fault, string server, string detail) : Exception($"{server}: {detail}")
{
    public ExchangeFault Fault => fault;

    public string Server => server;

    /// <summary>What happened, as the end of a sentence.</summary>
    public string Detail => detail;

    /// <summary>What an unsigned answer said.</summary>
    public ResponseCode Code { get; init; }

    /// <summary>With <see cref="ExchangeFault.ClockSkew"/>.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>Whether the server may have acted on what was sent. A signed refusal proves that it did not; an unsigned one proves nothing.</summary>
    public bool MayHaveHappened => fault is not (ExchangeFault.Unreachable or ExchangeFault.ClockSkew);
}
