using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>The CA that Request-CsCertificate -CA reaches.</summary>
/// <param name="Name">As -CA takes it: host, backslash, name.</param>
/// <param name="Certificate">Of its root, DER in Base64.</param>
/// <param name="Key">PKCS #8, in Base64.</param>
public sealed record LyncAuthority(string Name, string Certificate, string Key)
{
    public AuthorityMode Mode { get; init; }

    public bool IsReachable { get; init; } = true;

    /// <summary>Who may ask, of -CaAccount; null: everybody.</summary>
    public string? Account { get; init; }

    public string? Password { get; init; }

    public ImmutableArray<LyncTemplate> Templates { get; init; } = [new("WebServer", WithClientUsage: false)];

    public int NextRequest { get; init; } = 1;

    public int LifetimeDays { get; init; } = 730;

    /// <summary>The CA's time in UTC, from which a certificate is valid; null: the real time.</summary>
    public DateTime? Clock { get; init; }
}

/// <summary>A template of the CA. Its usages are those of the certificate, whatever the request asks for.</summary>
public sealed record LyncTemplate(string Name, bool WithClientUsage);

public enum AuthorityMode
{
    Issue,
    Pending,
    Deny,
}
