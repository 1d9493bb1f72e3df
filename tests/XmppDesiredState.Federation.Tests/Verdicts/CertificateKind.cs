namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>What is wrong, or not, with the certificate a domain shows.</summary>
internal enum CertificateKind
{
    /// <summary>From the private CA, for both usages, with the domain as dNSName among others of the same server.</summary>
    Good,

    Expired,

    NotYetValid,

    /// <summary>In order, and another domain's.</summary>
    OtherName,

    SelfSigned,

    /// <summary>From a CA that nobody here trusts.</summary>
    OtherRoot,

    ServerAuthOnly,

    ClientAuthOnly,

    /// <summary>The domain is named by a wildcard only.</summary>
    Wildcard,

    /// <summary>The domain is named by an SRVName only (RFC 4985).</summary>
    SrvNameOnly,

    /// <summary>The key beside it is another's.</summary>
    OtherKey,
}
