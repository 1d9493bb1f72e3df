namespace XmppDesiredState.Servers;

/// <summary>How a CA deviates from the request. What is null stays as requested, or as usual.</summary>
public sealed record OpensslCaTerms
{
    /// <summary>Instead of the requested names, such as <c>DNS:contoso.test</c>: a CA that drops names silently, as ACME does with SRVName.</summary>
    public string? SubjectAltName { get; init; }

    /// <summary>Instead of the requested usages, such as <c>serverAuth</c>.</summary>
    public string? ExtendedKeyUsage { get; init; }

    /// <summary>Now, if null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>In 30 days, if null.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
