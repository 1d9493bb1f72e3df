using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class FaultTests : LyncFixture
{
    [Fact]
    public void Error_meets_the_call_it_is_set_for_and_no_other()
    {
        World.Add(new("New-CsXmppAllowedPartner", FaultKind.Error) { AtCall = 2, Message = "boo", ErrorId = "Boo", Category = "ResourceBusy" });
        var outcome = Engine.Run("foreach ($i in 1..3) { New-CsXmppAllowedPartner \"p$i.example\" | ForEach-Object { $_.Identity } }; [void](Get-CsXmppAllowedPartner)");
        var error = Assert.Single(outcome.Errors);
        Assert.Equal(("boo", ErrorCategory.ResourceBusy), (error.ToString(), error.CategoryInfo.Category));
        Assert.StartsWith("Boo,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["p1.example", "p3.example"], World.Partners.Select(partner => partner.Identity));
    }

    [Fact]
    public void Error_after_the_work_hides_a_write_that_happened()
    {
        World.Add(new("*-CsXmppAllowedPartner", FaultKind.Error) { OnlyWrites = true, Moment = FaultMoment.AfterWork });
        Gives("Get-CsXmppAllowedPartner");
        Assert.Equal("SimulatedFault", Fails("[void](New-CsXmppAllowedPartner a.example)").Id);
        Assert.Single(World.Partners);
    }

    [Fact]
    public void Terminating_error_ends_the_script()
    {
        World.Add(new("Get-CsSite", FaultKind.Error) { IsTerminating = true });
        Fails("Get-CsSite; [void](New-CsXmppAllowedPartner a.example)");
        // ThrowTerminatingError ends the statement; the script goes on unless it says otherwise.
        Assert.Single(World.Partners);
        World.Add(new("Get-CsSite", FaultKind.Error) { IsTerminating = true });
        Fails("$ErrorActionPreference = 'Stop'; Get-CsSite; [void](New-CsXmppAllowedPartner b.example)");
        Assert.Single(World.Partners);
    }

    [Fact]
    public void Repeating_fault_for_one_partner_leaves_others_alone()
    {
        World.Add(new("*", FaultKind.Error) { For = "a.example", Repeats = true });
        Assert.Equal(2, Engine.Run("New-CsXmppAllowedPartner a.example; New-CsXmppAllowedPartner A.example; [void](New-CsXmppAllowedPartner b.example)").Errors.Length);
        Assert.Equal("b.example", Assert.Single(World.Partners).Identity);
    }

    [Fact]
    public void Calls_are_logged_with_the_names_of_their_parameters()
    {
        Gives("[void](Get-CsXmppAllowedPartner); Set-CsXmppGatewayConfiguration -KeepAliveInterval 5 -DialbackPassphrase 'hush hush' -Confirm:$false");
        Assert.Equal(["Get-CsXmppAllowedPartner", "Set-CsXmppGatewayConfiguration"], World.Calls.Select(call => call.Cmdlet));
        Assert.Equal(["Confirm", "DialbackPassphrase", "KeepAliveInterval"], World.Calls[1].Parameters.AsEnumerable());
        Assert.DoesNotContain("hush", File.ReadAllText(World.StatePath + ".calls"), StringComparison.Ordinal);
        World.ForgetCalls();
        Assert.Empty(World.Calls);
    }
}
