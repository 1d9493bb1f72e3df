namespace XmppDesiredState.Resources;

/// <summary>Whether a step of the stream negotiation must, may or must not take place.</summary>
public enum NegotiationLevel
{
    Required,
    Optional,
    NotSupported,
}
