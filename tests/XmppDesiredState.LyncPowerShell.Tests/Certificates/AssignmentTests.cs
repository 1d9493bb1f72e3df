using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Set-, Get- and Remove-CsCertificate.</summary>
public sealed class AssignmentTests : EdgeFixture
{
    [Fact]
    public void Assigned_certificate_is_shown_once_for_every_usage()
    {
        using var next = Issued();
        On(LyncWorld.Edge1, $"Set-CsCertificate -Type XmppServer,dataedgeexternal -Thumbprint {next.Thumbprint.ToLowerInvariant()}");
        var shown = On(LyncWorld.Edge1, "Get-CsCertificate -Type XmppServer");
        var one = Assert.Single(shown);
        Assert.Equal("Microsoft.Rtc.Management.Deployment.CertificateReference", one.TypeNames[0]);
        Assert.Equal(
            (next.Thumbprint, next.Subject, next.Issuer, next.SerialNumber, next.NotBefore, next.NotAfter, "XMPPServer"),
            (Text(one, "Thumbprint"), Text(one, "Subject"), Text(one, "Issuer"), Text(one, "SerialNumber"), one.Properties["NotBefore"].Value, one.Properties["NotAfter"].Value, Text(one, "Use")));
        Assert.Equal(["sip.contoso.example", "webcon.contoso.example", "contoso.example"], (IEnumerable<string>)one.Properties["AlternativeNames"].Value);
        Assert.Equal(2, On(LyncWorld.Edge1, "Get-CsCertificate").Count(item => Text(item, "Thumbprint") == next.Thumbprint));
        Assert.Equal(4, On(LyncWorld.Edge1, "Get-CsCertificate").Length);
    }

    [Fact]
    public void What_is_in_the_store_and_not_assigned_is_not_shown()
    {
        using var next = Issued();
        Assert.DoesNotContain(On(LyncWorld.Edge1, "Get-CsCertificate"), item => Text(item, "Thumbprint") == next.Thumbprint);
        Assert.Empty(On(LyncWorld.Edge1, "Get-CsCertificate -Type Internal"));
    }

    [Fact]
    public void Only_the_computer_it_runs_on_is_concerned()
    {
        using var next = Issued();
        var before = World.Certificates.Assigned(LyncWorld.Edge2);
        On(LyncWorld.Edge1, $"Set-CsCertificate -Type {External} -Thumbprint {next.Thumbprint}");
        Assert.Equal(before.AsEnumerable(), World.Certificates.Assigned(LyncWorld.Edge2));
        Assert.Equal(("CertificateNotFound", ErrorCategory.ObjectNotFound), FailsOn(LyncWorld.Edge2, $"Set-CsCertificate -Type XmppServer -Thumbprint {next.Thumbprint}"));
        Assert.Empty(On(LyncWorld.FrontEnd, "Get-CsCertificate"));
    }

    [Fact]
    public void Reference_goes_through_the_pipeline()
    {
        var old = World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"];
        On(LyncWorld.Edge1, "Get-CsCertificate -Type XmppServer | Set-CsCertificate -Type Internal");
        Assert.Equal(old, World.Certificates.Assigned(LyncWorld.Edge1)["Internal"]);
    }

    [Theory]
    [InlineData("-Type XmppServer -Thumbprint 0000", "CertificateNotFound")]
    [InlineData("-Type XmppServer -Thumbprint '{0} '", "CertificateNotFound")]
    [InlineData("-Thumbprint {0}", "InvalidParameterValue")]
    [InlineData("-Type AudioVideoAuthentication -Thumbprint {0} -Roll", "InvalidParameterValue")]
    [InlineData("-Type AudioVideoAuthentication -Thumbprint {0} -Roll -EffectiveDate '2030-01-02'", "InvalidParameterValue")]
    [InlineData("-Type OAuthTokenIssuer -Thumbprint {0} -Identity Global", "InvalidParameterValue")]
    [InlineData("-Type XmppServer -Thumbprint {0} -NetportId 1", "InvalidParameterValue")]
    [InlineData("-Type OAuthTokenIssuer -Path x.pfx -Identity Global", "InvalidParameterValue")]
    public void Assignment_that_cannot_be_is_refused(string arguments, string id)
    {
        using var next = Issued();
        var before = World.Certificates.Assigned(LyncWorld.Edge1);
        Assert.Equal(id, FailsOn(LyncWorld.Edge1, "Set-CsCertificate " + arguments.Replace("{0}", next.Thumbprint, StringComparison.Ordinal)).Id);
        Assert.Equal(before.AsEnumerable(), World.Certificates.Assigned(LyncWorld.Edge1));
    }

    [Fact]
    public void WhatIf_assigns_and_removes_nothing()
    {
        using var next = Issued();
        var before = World.Certificates.Assigned(LyncWorld.Edge1);
        On(LyncWorld.Edge1, $"Set-CsCertificate -Type XmppServer -Thumbprint {next.Thumbprint} -WhatIf; Remove-CsCertificate -Type XmppServer -Force -WhatIf");
        Assert.Equal(before.AsEnumerable(), World.Certificates.Assigned(LyncWorld.Edge1));
    }

    [Fact]
    public void Remove_takes_the_assignment_and_leaves_the_certificate()
    {
        var old = World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"];
        On(LyncWorld.Edge1, "Remove-CsCertificate -Type XmppServer -Force");
        Assert.False(World.Certificates.Assigned(LyncWorld.Edge1).ContainsKey("XMPPServer"));
        Assert.Equal(3, On(LyncWorld.Edge1, "Get-CsCertificate").Length);
        Assert.Contains(World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == old);
        Assert.Equal(ErrorCategory.ObjectNotFound, FailsOn(LyncWorld.Edge1, "Remove-CsCertificate -Type XmppServer -Force").Category);
    }

    [Fact]
    public void Remove_asks_while_the_certificate_is_in_use()
    {
        Assert.NotEmpty(Run(LyncWorld.Edge1, "Remove-CsCertificate -Type XmppServer").Errors);
        Assert.True(World.Certificates.Assigned(LyncWorld.Edge1).ContainsKey("XMPPServer"));
        On(LyncWorld.Edge1, "Stop-CsWindowsService; Remove-CsCertificate -Type XmppServer");
        Assert.False(World.Certificates.Assigned(LyncWorld.Edge1).ContainsKey("XMPPServer"));
    }

    private static string? Text(PSObject item, string name) => item.Properties[name].Value.ToString();
}
