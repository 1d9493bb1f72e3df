namespace XmppDesiredState.Engine.Planning;

/// <summary>Why a change deserves a second look. Riskier ones are shown first, in this order.</summary>
public enum Risk
{
    /// <summary>Something is deleted.</summary>
    Deletes,

    /// <summary>A partner is trusted further, or a switch or policy opens federation.</summary>
    RaisesTrust,

    /// <summary>TLS or SASL is required less, or a weaker method becomes possible.</summary>
    WeakensNegotiation,

    /// <summary>A service is interrupted.</summary>
    Restarts,
}
