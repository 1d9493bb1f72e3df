using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class ReplicationTests : LyncFixture
{
    private const string Edge = $"Get-CsManagementStoreReplicationStatus -ReplicaFqdn {LyncWorld.Edge1}";

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public void Replica_without_lag_has_every_write_at_once()
    {
        var before = DateTime.UtcNow;
        Gives("[void](New-CsXmppAllowedPartner a.example)");
        var status = Assert.Single(Gives(Edge));
        Assert.Equal(true, status.Properties["UpToDate"].Value);
        Assert.True(((DateTime)status.Properties["LastUpdateCreation"].Value).ToUniversalTime() >= before);
        Assert.Equal(3, Gives("Get-CsManagementStoreReplicationStatus").Length);
    }

    [Fact]
    public void Replica_that_lags_says_so_until_it_has_the_write()
    {
        World.Lag(LyncWorld.Edge1, Long);
        var old = Assert.Single(Gives(Edge)).Properties["LastUpdateCreation"].Value;
        Gives("Set-CsXmppGatewayConfiguration -KeepAliveInterval 5");
        var lagging = Assert.Single(Gives(Edge));
        Assert.Equal((false, old), (lagging.Properties["UpToDate"].Value, lagging.Properties["LastUpdateCreation"].Value));
        World.Lag(LyncWorld.Edge1, TimeSpan.Zero);
        var caught = Assert.Single(Gives(Edge));
        Assert.Equal(true, caught.Properties["UpToDate"].Value);
        Assert.True((DateTime)caught.Properties["LastUpdateCreation"].Value > (DateTime)old);
    }

    [Fact]
    public void Status_may_be_stale_just_after_a_write()
    {
        World.Arrange(state => state.Replicas[1] = state.Replicas[1] with { LagSeconds = 3600, StaleSeconds = 1800 });
        var old = Assert.Single(Gives(Edge)).Properties["LastUpdateCreation"].Value;
        Gives("[void](New-CsXmppAllowedPartner a.example)");
        var stale = Assert.Single(Gives(Edge));
        Assert.Equal((true, old), (stale.Properties["UpToDate"].Value, stale.Properties["LastUpdateCreation"].Value));
    }

    [Fact]
    public void Replica_that_never_had_anything_has_empty_fields()
    {
        World.Arrange(state => state.Replicas[1] = state.Replicas[1] with { LagSeconds = null, Applied = null });
        var status = Assert.Single(Gives(Edge));
        Assert.Equal((false, null, null, null), (status.Properties["UpToDate"].Value, status.Properties["LastStatusReport"].Value, status.Properties["LastUpdateCreation"].Value, status.Properties["ProductVersion"].Value));
    }

    [Theory]
    [InlineData("[void](Get-CsXmppAllowedPartner)")]
    [InlineData("New-CsXmppAllowedPartner a.example -WhatIf")]
    [InlineData("[void](New-CsXmppAllowedPartner a.example -InMemory)")]
    public void What_writes_nothing_starts_no_replication(string script)
    {
        World.Lag(LyncWorld.Edge1, Long);
        Gives(script);
        Assert.Equal(true, Assert.Single(Gives(Edge)).Properties["UpToDate"].Value);
    }

    [Fact]
    public void Invoke_replication_returns_nothing_and_makes_a_new_package()
    {
        World.Lag(LyncWorld.Edge1, Long);
        Assert.Empty(Gives("Invoke-CsManagementStoreReplication"));
        Assert.Equal(false, Assert.Single(Gives(Edge)).Properties["UpToDate"].Value);
        Assert.Equal(ErrorCategory.ObjectNotFound, Fails("Invoke-CsManagementStoreReplication -ReplicaFqdn nowhere.example").Category);
    }

    [Fact]
    public void Another_administrator_writes_like_any_other()
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "a.example" }));
        World.Lag(LyncWorld.Edge1, Long);
        World.EditPartner("a.example", partner => partner with { Description = "theirs" });
        Assert.Equal(false, Assert.Single(Gives(Edge)).Properties["UpToDate"].Value);
        Assert.Equal("theirs", Assert.Single(Gives("Get-CsXmppAllowedPartner")).Properties["Description"].Value);
    }
}
