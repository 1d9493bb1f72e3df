namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>From where verify looks: the less it has, the less it can tell, but it is never wrong.</summary>
internal enum Standpoint
{
    /// <summary>With our certificate and key, and the roots of our gateway.</summary>
    WithKey,

    WithoutKey,

    /// <summary>Without our key, and without trying anything.</summary>
    LookOnly,

    /// <summary>With our key, on a machine whose roots are not the gateway's.</summary>
    WithoutRoots,

    /// <summary>With our key, at partners of whom nothing is declared: verify weighs every preset and names one.</summary>
    Undeclared,
}
