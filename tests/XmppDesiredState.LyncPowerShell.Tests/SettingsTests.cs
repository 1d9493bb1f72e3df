using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class SettingsTests : LyncFixture
{
    [Theory]
    [InlineData("Get-CsXmppGatewayConfiguration", "ConnectionLimit", 1000u)]
    [InlineData("Get-CsXmppGatewayConfiguration -Identity global", "PartnerConnectionLimit", 20u)]
    [InlineData("Get-CsXmppGatewayConfiguration", "KeepAliveInterval", 300u)]
    [InlineData("Get-CsXmppGatewayConfiguration", "StreamEstablishmentTimeout", 60u)]
    [InlineData("Get-CsXmppGatewayConfiguration", "StreamInactivityTimeout", 600u)]
    [InlineData("Get-CsXmppGatewayConfiguration", "SubscriptionRefreshInterval", 28800u)]
    [InlineData("Get-CsXmppGatewayConfiguration", "EnableLoggingAllMessageBodies", false)]
    [InlineData("Get-CsXmppGatewayConfiguration", "DialbackPassphrase", null)]
    [InlineData("Get-CsAccessEdgeConfiguration", "AllowFederatedUsers", false)]
    [InlineData("Get-CsAccessEdgeConfiguration", "RoutingMethod", "UseDnsSrvRouting")]
    [InlineData("Get-CsExternalAccessPolicy", "EnableXmppAccess", false)]
    [InlineData("Get-CsExternalAccessPolicy", "Identity", "Global")]
    public void New_world_has_the_documented_defaults(string script, string property, object? value) => Assert.Equal(value, Assert.Single(Gives(script)).Properties[property].Value);

    [Fact]
    public void Set_without_identity_changes_the_global_one()
    {
        Gives("Set-CsXmppGatewayConfiguration -KeepAliveInterval 120 -DialbackPassphrase secret; Set-CsAccessEdgeConfiguration -AllowFederatedUsers $true; Set-CsExternalAccessPolicy -EnableXmppAccess $true -EnableFederationAccess $true");
        Assert.Equal((120u, "secret", 20u), (World.Gateway["KeepAliveInterval"], World.Gateway["DialbackPassphrase"], World.Gateway["PartnerConnectionLimit"]));
        Assert.Equal(true, World.AccessEdge["AllowFederatedUsers"]);
        Assert.Equal((true, true, false), (World.Policies[0]["EnableXmppAccess"], World.Policies[0]["EnableFederationAccess"], World.Policies[0]["EnableOutsideAccess"]));
    }

    [Theory]
    [InlineData("Sales", "Tag:Sales")]
    [InlineData("tag:Sales", "Tag:Sales")]
    [InlineData("site:Redmond", "Site:Redmond")]
    public void Policy_is_read_back_under_its_canonical_identity(string given, string shown)
    {
        Gives($"[void](New-CsExternalAccessPolicy -Identity '{given}' -EnableXmppAccess $true -Description d)");
        var policy = Assert.Single(Gives($"Get-CsExternalAccessPolicy -Identity '{given}'"));
        Assert.Equal((shown, true, "d"), (policy.Properties["Identity"].Value, policy.Properties["EnableXmppAccess"].Value, policy.Properties["Description"].Value));
        Assert.Single(Gives($"Get-CsExternalAccessPolicy -Filter '{shown[..3]}*'"));
        Gives($"Remove-CsExternalAccessPolicy -Identity '{shown}'");
        Assert.Single(World.Policies);
    }

    [Theory]
    [InlineData("New-CsExternalAccessPolicy global", "DuplicateKey")]
    [InlineData("New-CsExternalAccessPolicy site:Nowhere", "SiteNotFound")]
    [InlineData("Set-CsExternalAccessPolicy Nobody -EnableXmppAccess $true", "ExternalAccessPolicyNotFound")]
    [InlineData("Remove-CsExternalAccessPolicy Nobody", "ExternalAccessPolicyNotFound")]
    [InlineData("Grant-CsExternalAccessPolicy -Identity someone -PolicyName Nobody", "ExternalAccessPolicyNotFound")]
    [InlineData("Set-CsAccessEdgeConfiguration -UseDefaultRouting", "InvalidParameterValue")]
    [InlineData("Set-CsAccessEdgeConfiguration -UseDnsSrvRouting", "InvalidParameterValue")]
    [InlineData("Set-CsAccessEdgeConfiguration -OutgoingTlsCountForFederatedPartners 5", "InvalidParameterValue")]
    public void What_cannot_be_is_an_error(string script, string id) => Assert.Equal(id, Fails(script).Id);

    [Fact]
    public void Remove_of_the_global_policy_resets_it()
    {
        Gives("Set-CsExternalAccessPolicy -EnableXmppAccess $true -Description changed; Remove-CsExternalAccessPolicy -Identity global");
        Assert.Equal((false, null), (World.Policies[0]["EnableXmppAccess"], World.Policies[0]["Description"]));
    }

    [Fact]
    public void Default_routing_shows_another_type_and_its_properties()
    {
        Gives("Set-CsAccessEdgeConfiguration -UseDefaultRouting -DefaultRouteFqdn hub.contoso.example -VerificationLevel AlwaysVerifiable");
        var shown = Assert.Single(Gives("Get-CsAccessEdgeConfiguration"));
        Assert.EndsWith("DisplayAccessEdgeSettingsDefaultRoute", shown.TypeNames[0], StringComparison.Ordinal);
        Assert.Equal(("hub.contoso.example", "AlwaysVerifiable"), (shown.Properties["DefaultRouteFqdn"].Value, shown.Properties["VerificationLevel"].Value));
        Assert.Null(shown.Properties["EnablePartnerDiscovery"]);
    }

    [Fact]
    public void Instance_of_settings_is_taken_back()
    {
        Gives("$g = Get-CsXmppGatewayConfiguration; $g.KeepAliveInterval = 42; $g | Set-CsXmppGatewayConfiguration; $p = New-CsExternalAccessPolicy Kept -InMemory; $p.EnableXmppAccess = $true; Set-CsExternalAccessPolicy -Instance $p");
        Assert.Equal((42u, "Tag:Kept", true), (World.Gateway["KeepAliveInterval"], World.Policies[1].Identity, World.Policies[1]["EnableXmppAccess"]));
    }

    [Fact]
    public void Topology_says_whether_XMPP_is_ticked_and_routed()
    {
        var edge = Assert.Single(Gives("Get-CsService -EdgeServer"));
        Assert.Equal(("EdgeServer:edge.contoso.example", "sip.contoso.example", (ushort)5269), (edge.Properties["Identity"].Value, edge.Properties["AccessEdgeExternalFqdn"].Value, edge.Properties["XmppListeningPort"].Value));
        Assert.Equal(edge.Properties["Identity"].Value, Assert.Single(Gives("Get-CsSite")).Properties["XmppFederationRoute"].Value);
        World.Arrange(state => (state.EdgePools[0], state.Sites[0]) = (state.EdgePools[0] with { XmppListeningPort = null }, state.Sites[0] with { XmppFederationRoute = null }));
        Assert.Null(Assert.Single(Gives("Get-CsService -EdgeServer")).Properties["XmppListeningPort"].Value);
        Assert.Null(Assert.Single(Gives("Get-CsSite Redmond")).Properties["XmppFederationRoute"].Value);
    }

    [Fact]
    public void Denied_cmdlet_is_a_permission_error_and_does_nothing()
    {
        World.Arrange(state => state.Denied.Add("Set-*"));
        Assert.Equal(("AccessDenied", ErrorCategory.PermissionDenied), Fails("Set-CsXmppGatewayConfiguration -KeepAliveInterval 1"));
        Assert.Equal(300u, World.Gateway["KeepAliveInterval"]);
    }

    [Fact]
    public void Edge_reads_its_local_store_only()
    {
        using var edge = LyncEngine.Open(World, LyncWorld.Edge1);
        Assert.Equal(ErrorCategory.ConnectionError, Assert.Single(edge.Run("Get-CsXmppGatewayConfiguration").Errors).CategoryInfo.Category);
        Assert.Equal(ErrorCategory.ConnectionError, Assert.Single(edge.Run("New-CsXmppAllowedPartner a.example").Errors).CategoryInfo.Category);
        Assert.Single(edge.Run("Get-CsXmppGatewayConfiguration -LocalStore").Output);
    }
}
