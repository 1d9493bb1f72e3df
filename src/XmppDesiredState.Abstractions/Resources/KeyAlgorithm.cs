namespace XmppDesiredState.Resources;

/// <summary>Algorithm of a key pair.</summary>
public enum KeyAlgorithm
{
    Rsa,
    Ecdsa,
}
