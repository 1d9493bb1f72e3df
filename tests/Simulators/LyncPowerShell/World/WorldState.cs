namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>All that the simulated deployment knows, as it lies in the state file.</summary>
public sealed class WorldState
{
    /// <summary>Grows with every write. First in the file, so that a reader sees from its beginning whether anything is new.</summary>
    public long Generation { get; set; }

    public List<LyncPartner> Partners { get; set; } = [];
}
