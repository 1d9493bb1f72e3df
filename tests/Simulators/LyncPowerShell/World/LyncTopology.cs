using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A site, as Get-CsSite shows it.</summary>
/// <param name="Name">Without <c>Site:</c>.</param>
/// <param name="XmppFederationRoute">The identity of an Edge service, <c>EdgeServer:edge.contoso.example</c>; null when no route is set.</param>
public sealed record LyncSite(string Name, string? XmppFederationRoute);

/// <summary>An Edge pool, as Get-CsService -EdgeServer shows it.</summary>
/// <param name="XmppListeningPort">Null when XMPP federation is not ticked for the pool.</param>
public sealed record LyncEdgePool(string PoolFqdn, string Site, string AccessEdgeExternalFqdn, ushort? XmppListeningPort);

/// <summary>A Front End pool, as Get-CsService -Registrar and -CentralManagement show it.</summary>
public sealed record LyncFrontEndPool(string PoolFqdn, string Site, bool IsCentralManagement);

/// <summary>A replica of the management store.</summary>
/// <param name="LagSeconds">How long after a write it is up to date; null: it never will be.</param>
/// <param name="Applied">When the package it had last was created; null: it never had one.</param>
public sealed record LyncReplica(string Fqdn, double? LagSeconds, DateTime? Applied)
{
    /// <summary>For this long after a write the status still says UpToDate, of the package before.</summary>
    public double StaleSeconds { get; init; }

    public string ProductVersion { get; init; } = "5.0.8308.0";
}

/// <summary>A computer of the topology.</summary>
public sealed record LyncComputer(string Fqdn, bool IsEdge, ImmutableArray<LyncWindowsService> Services)
{
    /// <summary>Where the XMPP proxy of an Edge listens on 127.0.0.1. 0: nowhere.</summary>
    public int XmppPort { get; init; }

    /// <summary>The computer's own store, by thumbprint.</summary>
    public ImmutableSortedDictionary<string, StoredCertificate> Store { get; init; } = ImmutableSortedDictionary<string, StoredCertificate>.Empty;

    /// <summary>Requests that wait for their certificate, the oldest first.</summary>
    public ImmutableList<LyncRequest> Requests { get; init; } = [];

    /// <summary>Certificates of CAs that came with others: DER in Base64.</summary>
    public ImmutableSortedSet<string> Authorities { get; init; } = [];

    /// <summary>Thumbprints by usage: a name of <see cref="Binding.CertType"/>.</summary>
    public ImmutableSortedDictionary<string, string> Assigned { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The process of the XMPP proxy while it runs.</summary>
    public int? ListenerProcess { get; init; }

    /// <summary>Whether the service cmdlets reach it with -ComputerName.</summary>
    public bool IsReachable { get; init; } = true;
}

/// <summary>A Windows service.</summary>
/// <param name="Prerequisites">Names of services that must run for it.</param>
public sealed record LyncWindowsService(string Name, string DisplayName, ImmutableArray<string> Roles, ImmutableArray<string> Prerequisites)
{
    public bool IsRunning { get; init; } = true;

    /// <summary>How long it takes to stop, and to start.</summary>
    public double Seconds { get; init; }

    /// <summary>With -NoWait: when the change under way is done.</summary>
    public DateTime? PendingUntil { get; init; }

    /// <summary>Every start ends in an error.</summary>
    public bool FailsToStart { get; init; }
}

/// <summary>The OcsPowershell endpoint of a pool.</summary>
/// <param name="User">Null: whoever asks is let in.</param>
/// <param name="IsTrusted">Whether the client trusts the certificate of the endpoint.</param>
public sealed record LyncEndpoint(string Host, string? User, string? Password, bool IsTrusted);
