namespace XmppDesiredState.Federation.Dns;

/// <summary>What is wrong with a target of an SRV record, as others see it.</summary>
public enum TargetFinding
{
    None,

    /// <summary>It is an alias (CNAME), which RFC 2782 forbids.</summary>
    Alias,

    /// <summary>It has neither A nor AAAA records.</summary>
    NoAddress,

    /// <summary>An address that only one network knows.</summary>
    PrivateAddress,

    /// <summary>The resolver failed (SERVFAIL): often a broken delegation or broken DNSSEC.</summary>
    Failed,
}
