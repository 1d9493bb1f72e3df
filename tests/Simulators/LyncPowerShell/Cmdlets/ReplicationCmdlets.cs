using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

public abstract class GetManagementStoreReplicationStatus : LyncCmdlet
{
    private const string StatusType = "Microsoft.Rtc.Management.Xds.ReplicaState";
    private const string StoreType = "Microsoft.Rtc.Management.Xds.CentralManagementStoreStatusResult";

    protected override void Work()
    {
        var now = DateTime.UtcNow;
        if (IsOn("CentralManagementStoreStatus"))
        {
            WriteObject(Store(File.Read(state => state.Replicas.ConvertAll(replica => replica.Fqdn)), now));
            return;
        }
        var wanted = Text("ReplicaFqdn");
        var found = File.Read(state => state.Replicas.FindAll(replica => wanted is null || replica.Fqdn.Equals(wanted, StringComparison.OrdinalIgnoreCase)).ConvertAll(replica => Shown(state, replica, now)));
        if (found.Count == 0 && wanted is not null) throw LyncException.Missing("Replica", wanted);
        WriteObject(found, enumerateCollection: true);
    }

    private static PSObject Shown(WorldState state, LyncReplica replica, DateTime now)
    {
        var hasNewest = state.HasNewest(replica, now);
        DateTime? created = hasNewest ? state.Written : replica.Applied;
        DateTime? reported = hasNewest ? state.Written.AddSeconds(replica.LagSeconds!.Value) : replica.Applied;
        var shown = new PSObject();
        shown.TypeNames.Insert(0, StatusType);
        shown.Properties.Add(new PSNoteProperty("UpToDate", hasNewest || (created is not null && now < state.Written.AddSeconds(replica.StaleSeconds))));
        shown.Properties.Add(new PSNoteProperty("ReplicaFqdn", replica.Fqdn));
        shown.Properties.Add(new PSNoteProperty("LastStatusReport", reported?.ToLocalTime()));
        shown.Properties.Add(new PSNoteProperty("LastUpdateCreation", created?.ToLocalTime()));
        shown.Properties.Add(new PSNoteProperty("ProductVersion", created is null ? null : replica.ProductVersion));
        return shown;
    }

    private static PSObject Store(List<string> replicas, DateTime now)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, StoreType);
        shown.Properties.Add(new PSNoteProperty("LastMasterHeartbeat", now.ToLocalTime()));
        shown.Properties.Add(new PSNoteProperty("ActiveMasterFqdn", LyncWorld.FrontEnd));
        shown.Properties.Add(new PSNoteProperty("ActiveFileTransferAgentFqdn", LyncWorld.FrontEnd));
        shown.Properties.Add(new PSNoteProperty("ActiveReplicas", replicas));
        shown.Properties.Add(new PSNoteProperty("DeletedReplicas", new List<string>()));
        return shown;
    }
}

public abstract class InvokeManagementStoreReplication : LyncCmdlet
{
    /// <summary>A full package; returns at once, nothing is written out.</summary>
    protected override void Work() => Write(state =>
    {
        if (Text("ReplicaFqdn") is { } wanted && !state.Replicas.Exists(replica => replica.Fqdn.Equals(wanted, StringComparison.OrdinalIgnoreCase))) throw LyncException.Missing("Replica", wanted);
    });
}
