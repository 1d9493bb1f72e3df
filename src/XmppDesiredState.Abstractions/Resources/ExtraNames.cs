namespace XmppDesiredState.Resources;

/// <summary>What becomes of names on the live certificate that nobody declared.</summary>
public enum ExtraNames
{
    Keep,
    Drop,
}
