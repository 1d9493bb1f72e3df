using System.Collections;
using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class PartnerTests : LyncFixture
{
    [Fact]
    public void New_partner_without_settings_has_the_documented_defaults()
    {
        var made = Assert.Single(Gives("New-CsXmppAllowedPartner fabrikam.example"));
        Assert.Equal(new LyncPartner { Identity = "fabrikam.example" }, Assert.Single(World.Partners));
        Assert.Equal(PartnerType.PublicUnverified, made.Properties["PartnerType"].Value);
        Assert.Equal(TlsNegotiation.Required, made.Properties["TlsNegotiation"].Value);
        Assert.Equal(SaslNegotiation.Required, made.Properties["SaslNegotiation"].Value);
        Assert.Equal(true, made.Properties["SupportDialbackNegotiation"].Value);
        Assert.Equal(true, made.Properties["EnableKeepAlive"].Value);
        Assert.Equal("Microsoft.Rtc.Management.WritableConfig.Settings.XmppFederation.XmppAllowedPartner#Decorated", made.TypeNames[0]);
    }

    [Fact]
    public void New_partner_that_exists_is_an_error_and_changes_nothing()
    {
        Gives("New-CsXmppAllowedPartner fabrikam.example -Description first");
        Assert.Equal(("DuplicateKey", ErrorCategory.ResourceExists), Fails("New-CsXmppAllowedPartner FABRIKAM.example -Description second"));
        Assert.Equal("first", Assert.Single(World.Partners).Description);
    }

    [Theory]
    [InlineData("Get-CsXmppAllowedPartner nobody.example")]
    [InlineData("Set-CsXmppAllowedPartner nobody.example -Description x")]
    [InlineData("Remove-CsXmppAllowedPartner nobody.example")]
    public void Partner_that_is_missing_is_an_error(string script) => Assert.Equal(("XmppAllowedPartnerNotFound", ErrorCategory.ObjectNotFound), Fails(script));

    [Theory]
    [InlineData("'c.example'", "c.example")]
    [InlineData("'c.example', 'd.example'", "c.example d.example")]
    [InlineData("@{Add='c.example'}", "a.example b.example c.example")]
    [InlineData("@{Remove='a.example'}", "b.example")]
    [InlineData("@{Add='c.example','d.example'; Remove='a.example','b.example'}", "c.example d.example")]
    [InlineData("@{Replace='x.example','y.example'}", "x.example y.example")]
    [InlineData("$null", "")]
    public void Set_partner_with_a_list_modifier_does_what_it_says(string modifier, string expected)
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "p.example", AdditionalDomains = ["a.example", "b.example"] }));
        Gives($"Set-CsXmppAllowedPartner p.example -AdditionalDomains {modifier}");
        Assert.Equal(expected, string.Join(' ', Assert.Single(World.Partners).AdditionalDomains));
    }

    [Fact]
    public void Set_partner_leaves_what_was_not_given()
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "p.example", Description = "kept", ConnectionLimit = 7, ProxyFqdn = "x.p.example" }));
        Gives("Set-CsXmppAllowedPartner p.example -TlsNegotiation NotSupported -SaslNegotiation NotSupported");
        Assert.Equal(
            new LyncPartner { Identity = "p.example", Description = "kept", ConnectionLimit = 7, ProxyFqdn = "x.p.example", TlsNegotiation = TlsNegotiation.NotSupported, SaslNegotiation = SaslNegotiation.NotSupported },
            Assert.Single(World.Partners));
    }

    [Theory]
    [InlineData("New-CsXmppAllowedPartner n.example -WhatIf")]
    [InlineData("Set-CsXmppAllowedPartner p.example -Description other -WhatIf")]
    [InlineData("Remove-CsXmppAllowedPartner p.example -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "p.example" }));
        Gives(script);
        Assert.Equal(new LyncPartner { Identity = "p.example" }, Assert.Single(World.Partners));
    }

    [Fact]
    public void Confirm_where_nobody_can_answer_is_an_error_and_changes_nothing()
    {
        Assert.Equal("InvalidOperation", Fails("New-CsXmppAllowedPartner n.example -Confirm").Id);
        Assert.Empty(World.Partners);
    }

    [Fact]
    public void InMemory_partner_is_written_by_Set_Instance()
    {
        Gives("$p = New-CsXmppAllowedPartner n.example -InMemory -AdditionalDomains a.example; $p.Description = 'edited'; if (Get-CsXmppAllowedPartner) { throw 'written' }; Set-CsXmppAllowedPartner -Instance $p");
        Assert.Equal(("edited", "a.example"), (World.Partners[0].Description, World.Partners[0].AdditionalDomains[0]));
    }

    [Theory]
    [InlineData("Get-CsXmppAllowedPartner | ForEach-Object { $_.Description = 'edited'; $_ } | Set-CsXmppAllowedPartner")]
    [InlineData("$all = Get-CsXmppAllowedPartner; foreach ($p in $all) { $p.Description = 'edited'; $p | Set-CsXmppAllowedPartner }")]
    [InlineData("$p = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-CsXmppAllowedPartner))); $p.Description = 'edited'; Set-CsXmppAllowedPartner -Instance $p")]
    public void Instance_from_Get_is_taken_back(string script)
    {
        var partner = new LyncPartner { Identity = "p.example", AdditionalDomains = ["a.example", "b.example"], PartnerType = PartnerType.Federated, TlsNegotiation = TlsNegotiation.Optional, ConnectionLimit = 9, EnableKeepAlive = false };
        World.Arrange(state => state.Partners.Add(partner));
        Gives(script);
        Assert.Equal("edited", World.Partners[0].Description);
        Assert.Equal(partner.AdditionalDomains.AsEnumerable(), World.Partners[0].AdditionalDomains);
        Assert.Equal(partner with { Description = "edited", AdditionalDomains = default }, World.Partners[0] with { AdditionalDomains = default });
    }

    [Fact]
    public void Get_and_Remove_by_pipeline_remove_all()
    {
        World.Arrange(state => state.Partners.AddRange([new() { Identity = "a.example" }, new() { Identity = "b.example" }]));
        Gives("Get-CsXmppAllowedPartner | Remove-CsXmppAllowedPartner");
        Assert.Empty(World.Partners);
    }

    [Fact]
    public void Filter_matches_identities_by_wildcard()
    {
        World.Arrange(state => state.Partners.AddRange([new() { Identity = "a.example" }, new() { Identity = "b.example" }, new() { Identity = "a.test" }]));
        Assert.Equal(["a.example", "b.example"], Gives("Get-CsXmppAllowedPartner -Filter *.example").Select(partner => partner.Properties["Identity"].Value));
    }

    [Fact]
    public void Hostile_descriptions_are_kept_letter_by_letter()
    {
        string[] descriptions = ["$(throw 'ran')", "it's \"quoted\" `n ’smart‘ “”", "line\r\nline\ttab", "\u202Eright to left \U0001F600", "{0} %PATH% ; | &", " "];
        for (var index = 0; index < descriptions.Length; index++)
        {
            Gives("param($i, $d) New-CsXmppAllowedPartner -Identity $i -Description $d", new Hashtable { ["i"] = $"p{index}.example", ["d"] = descriptions[index] });
        }
        Assert.Equal(descriptions, World.Partners.Select(partner => partner.Description));
        Assert.Equal(descriptions, Gives("Get-CsXmppAllowedPartner").Select(partner => partner.Properties["Description"].Value));
    }

    [Fact]
    public void Thousands_of_partners_are_listed_and_hundreds_made_among_them()
    {
        World.Arrange(state => state.Partners.AddRange(Enumerable.Range(0, 5000).Select(number => new LyncPartner { Identity = $"p{number}.example", Description = "made before" })));
        Assert.Equal(5000, Gives("Get-CsXmppAllowedPartner").Length);
        Gives("foreach ($i in 1..200) { [void](New-CsXmppAllowedPartner \"n$i.example\") }");
        Assert.Equal(5200, World.Partners.Length);
        Assert.Single(World.Calls, call => call.Cmdlet == "Get-CsXmppAllowedPartner");
        Assert.Equal(200, World.Calls.Count(call => call.Cmdlet == "New-CsXmppAllowedPartner"));
    }
}
