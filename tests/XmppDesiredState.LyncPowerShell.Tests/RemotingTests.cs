using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class RemotingTests : LyncFixture
{
    private const string Open = "$c = [Management.Automation.PSCredential]::new('CONTOSO\\admin', (& { $s = [Security.SecureString]::new(); foreach ($x in 'pass'.ToCharArray()) { $s.AppendChar($x) }; $s }));"
        + "$s = New-PSSession -ConnectionUri https://fe1.contoso.example/OcsPowershell -Credential $c; [void](Import-PSSession -Session $s -CommandName *-CsXmppAllowedPartner, Get-CsSite -AllowClobber -DisableNameChecking);";

    public RemotingTests() => World.Arrange(state => state.Endpoint = new(LyncWorld.FrontEnd, @"CONTOSO\admin", "pass", IsTrusted: true));

    [Fact]
    public void Objects_come_back_deserialised()
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "p.example", AdditionalDomains = ["a.example", "b.example"] }));
        var partner = Assert.Single(Gives(Open + "Get-CsXmppAllowedPartner"));
        Assert.StartsWith("Deserialized.Microsoft.Rtc.Management.WritableConfig", partner.TypeNames[0], StringComparison.Ordinal);
        Assert.Equal("PublicUnverified", partner.Properties["PartnerType"].Value.ToString());
        Assert.Equal(["a.example", "b.example"], LanguagePrimitives.ConvertTo<string[]>(partner.Properties["AdditionalDomains"].Value));
        Assert.Equal(LyncWorld.FrontEnd, partner.Properties["PSComputerName"].Value);
    }

    [Fact]
    public void Partners_are_made_changed_and_removed()
    {
        Gives(Open + "[void](New-CsXmppAllowedPartner a.example -AdditionalDomains x.example); [void](New-CsXmppAllowedPartner -Identity b.example -EnableKeepAlive $false); "
            + "Set-CsXmppAllowedPartner a.example -AdditionalDomains @{Add='y.example';Remove='x.example'} -TlsNegotiation Optional; Remove-CsXmppAllowedPartner b.example -Confirm:$false; Set-CsXmppAllowedPartner a.example -Description no -WhatIf");
        var partner = Assert.Single(World.Partners);
        Assert.Equal(("a.example", "y.example", Binding.TlsNegotiation.Optional, null), (partner.Identity, partner.AdditionalDomains.Single(), partner.TlsNegotiation, partner.Description));
    }

    [Theory]
    [InlineData("New-CsXmppAllowedPartner a.example", "DuplicateKey")]
    [InlineData("Set-CsXmppAllowedPartner b.example", "XmppAllowedPartnerNotFound")]
    [InlineData("Set-CsXmppAllowedPartner a.example -Domain x", "NamedParameterNotFound")]
    [InlineData("Set-CsXmppAllowedPartner a.example -TlsNegotiation Mandatory", "CannotConvertArgumentNoMessage")]
    public void Errors_of_the_other_side_arrive(string script, string id)
    {
        World.Arrange(state => state.Partners.Add(new() { Identity = "a.example" }));
        Assert.Equal(id, Fails(Open + script).Id);
    }

    [Theory]
    [InlineData("https://other.contoso.example/OcsPowershell")]
    [InlineData("http://fe1.contoso.example/OcsPowershell")]
    [InlineData("https://fe1.contoso.example/PowerShell")]
    public void Another_address_does_not_open(string uri) => Assert.Equal(("PSSessionOpenFailed", ErrorCategory.OpenError), Fails($"New-PSSession -ConnectionUri {uri}"));

    [Fact]
    public void Wrong_password_does_not_open() => Assert.Equal("PSSessionOpenFailed", Fails(Open.Replace("'pass'", "'wrong'", StringComparison.Ordinal)[..Open.IndexOf("[void]", StringComparison.Ordinal)].TrimEnd() + " $null").Id);

    [Fact]
    public void Untrusted_certificate_is_refused_unless_checks_are_off()
    {
        World.Arrange(state => state.Endpoint = new(LyncWorld.FrontEnd, null, null, IsTrusted: false));
        Assert.Equal("PSSessionOpenFailed", Fails("New-PSSession -ConnectionUri https://fe1.contoso.example/OcsPowershell").Id);
        Assert.Single(Gives("New-PSSession -ConnectionUri https://fe1.contoso.example/OcsPowershell -SessionOption (New-PSSessionOption -SkipCACheck -SkipCNCheck -SkipRevocationCheck)"));
    }

    [Fact]
    public void Cmdlet_that_no_role_grants_is_not_imported()
    {
        World.Arrange(state => state.Denied.Add("Remove-*"));
        Assert.Equal("ErrorFromRemoteCommand", Fails(Open.Replace("*-CsXmppAllowedPartner", "Remove-CsXmppAllowedPartner", StringComparison.Ordinal)).Id);
    }
}
