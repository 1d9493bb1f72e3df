namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>All that the simulated deployment knows, as it lies in the state file.</summary>
public sealed class WorldState
{
    /// <summary>Grows with every write. First in the file, so that a reader sees from its beginning whether anything is new.</summary>
    public long Generation { get; set; }

    /// <summary>The installed module: <c>Lync</c>, <c>SkypeForBusiness</c>; null: none, and so no cmdlets.</summary>
    public string? Module { get; set; } = "Lync";

    /// <summary>Patterns of cmdlets that the account may not run.</summary>
    public List<string> Denied { get; set; } = [];

    public LyncEndpoint? Endpoint { get; set; }

    /// <summary>When the newest package for the replicas was made, in UTC.</summary>
    public DateTime Written { get; set; }

    public List<LyncPartner> Partners { get; set; } = [];

    public List<LyncSettings> Gateway { get; set; } = [];

    public List<LyncSettings> AccessEdge { get; set; } = [];

    public List<LyncSettings> Policies { get; set; } = [];

    /// <summary>Policy names by user, as granted.</summary>
    public SortedDictionary<string, string> Grants { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The SIP domains, the primary one first.</summary>
    public List<string> SipDomains { get; set; } = [LyncWorld.SipDomain];

    /// <summary>The CA that -CA reaches; null: none.</summary>
    public LyncAuthority? Authority { get; set; }

    /// <summary>Whether the computers run Windows Server 2019 or later, which reads a PFX that AES protects.</summary>
    public bool ReadsAesPfx { get; set; }

    public List<LyncSite> Sites { get; set; } = [];

    public List<LyncEdgePool> EdgePools { get; set; } = [];

    public List<LyncFrontEndPool> FrontEndPools { get; set; } = [];

    public List<LyncReplica> Replicas { get; set; } = [];

    public List<LyncComputer> Computers { get; set; } = [];

    public List<LyncFault> Faults { get; set; } = [];

    /// <summary>Makes a package for the replicas of what is in the store now.</summary>
    public void Publish(DateTime now)
    {
        for (var index = 0; index < Replicas.Count; index++)
        {
            var replica = Replicas[index];
            if (HasNewest(replica, now)) Replicas[index] = replica with { Applied = Written };
        }
        Written = now;
    }

    /// <summary>Whether the replica has taken the newest package.</summary>
    public bool HasNewest(LyncReplica replica, DateTime now) => replica.LagSeconds is { } lag && Written.AddSeconds(lag) <= now;
}
