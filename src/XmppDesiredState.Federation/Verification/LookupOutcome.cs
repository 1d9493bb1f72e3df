namespace XmppDesiredState.Federation.Verification;

/// <summary>How a question to the resolver ended.</summary>
public enum LookupOutcome
{
    Found,

    /// <summary>NXDOMAIN, or a name without such records.</summary>
    NotThere,

    /// <summary>One record with the target <c>.</c>: the service is declared absent (RFC 2782).</summary>
    DeclaredAbsent,

    /// <summary>SERVFAIL, REFUSED or an answer that is none: broken delegation, broken DNSSEC, a chain of aliases without end.</summary>
    Failed,

    /// <summary>No answer in time.</summary>
    NoAnswer,
}
