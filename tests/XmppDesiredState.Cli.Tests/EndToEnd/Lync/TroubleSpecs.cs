using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>What goes wrong while a gateway is changed: nothing is lost, nothing is done twice, nothing is believed that was not seen.</summary>
[TakesLong(55)]
public sealed class TroubleSpecs
{
    private const int Changes = 10;

    private static string Partners(int count, string rest = "negotiation: sasl-over-tls") =>
        "partners:\n  provider: lync\n  list:\n" + string.Concat(Enumerable.Range(0, count).Select(number => $"    - {{ domain: p{number}.example, type: Federated, {rest} }}\n"));

    // Every write, and each with the work undone and done, is broken off in LyncFailureTests; this is the program over SSH.
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(7, false)]
    [InlineData(Changes, true)]
    public async Task I_lose_and_double_nothing_when_the_session_drops_at_a_write(int number, bool isDone)
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Partners(Changes));
        scene.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Drop) { AtCall = number, Moment = isDone ? FaultMoment.AfterWork : FaultMoment.BeforeWork });

        var apply = await scene.ApplyAsync();

        Assert.True(apply.Code is 0 or 3, apply.Out + apply.Error);
        // What a run says it added is there; what is not there it has not said.
        var there = scene.World.Partners.Length;
        Assert.True(apply.Code == 3 || there == Changes, $"{there} are there, and the run ended with 0: {apply.Out}");
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        Assert.Equal(Changes, scene.World.Partners.Select(partner => partner.Identity).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(Changes, scene.World.Partners.Length);
        await scene.PlansNothingAsync();
    }

    [Fact]
    public async Task I_am_told_which_replica_lags_and_the_run_ends()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Partners(2), within: "2s");
        scene.World.Lag(LyncWorld.Edge2, null);

        var apply = await scene.ApplyAsync();

        Assert.Equal(3, apply.Code);
        Assert.Contains("XDS9861", apply.Out + apply.Error, StringComparison.Ordinal);
        Assert.Contains(LyncWorld.Edge2, apply.Out + apply.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(LyncWorld.Edge1, apply.Out + apply.Error, StringComparison.Ordinal);
        Assert.Equal(2, scene.World.Partners.Length);
    }

    [Fact]
    public async Task I_overwrite_nobody_who_edits_a_partner_while_I_apply()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Partners(4));
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        scene.World.ForgetCalls();
        scene.Declare(Partners(4, "negotiation: sasl-or-tls-dialback"));
        scene.World.Add(new LyncFault("Set-CsXmppAllowedPartner", FaultKind.Slow) { Milliseconds = 1_500 });

        var applying = scene.ApplyAsync();
        await UntilAsync(() => scene.World.Calls.Any(call => call.Cmdlet == "Set-CsXmppAllowedPartner"));
        var first = scene.World.Calls.First(call => call.Cmdlet == "Set-CsXmppAllowedPartner").Identity;
        var edited = scene.World.Partners.Select(partner => partner.Identity).Last(identity => identity != first);
        scene.World.EditPartner(edited, partner => partner with { TlsNegotiation = LyncPowerShell.Binding.TlsNegotiation.Optional });
        var apply = await applying;

        Assert.Equal(3, apply.Code);
        Assert.Contains("XDS9857", apply.Out + apply.Error, StringComparison.Ordinal);
        Assert.Contains("0 added, 3 changed, 0 destroyed", apply.Out, StringComparison.Ordinal);
        Assert.Equal(LyncPowerShell.Binding.TlsNegotiation.Optional, scene.World.Partners.Single(partner => partner.Identity == edited).TlsNegotiation);
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        await scene.PlansNothingAsync();
    }

    [Fact]
    public async Task I_am_refused_a_saved_plan_whose_partner_was_edited_since()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Partners(3));
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        scene.Declare(Partners(3, "negotiation: sasl-or-tls-dialback"));
        Assert.Equal(0, (await scene.RunAsync("plan", "--out", "plan.json")).Code);
        scene.World.EditPartner("p1.example", partner => partner with { SupportDialbackNegotiation = true, SaslNegotiation = LyncPowerShell.Binding.SaslNegotiation.NotSupported });
        scene.World.ForgetCalls();

        var apply = await scene.RunAsync("apply", "plan.json");

        Assert.Equal(4, apply.Code);
        Assert.Contains("p1.example", apply.Out + apply.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.World.Calls, call => !call.Cmdlet.StartsWith("Get-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_can_export_a_gateway_that_breaks_my_rules_and_plan_nothing()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Partners(3));
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        // Warned by the matrix, and refused by the control panel alone.
        scene.World.EditPartner("p1.example", partner => partner with
        {
            TlsNegotiation = LyncPowerShell.Binding.TlsNegotiation.NotSupported,
            SaslNegotiation = LyncPowerShell.Binding.SaslNegotiation.Optional,
            SupportDialbackNegotiation = true,
            Description = "by hand: $(1) ‘x’",
        });
        scene.Sandbox.Write("providers.yaml", $"apiVersion: xmppstate/v1\nkind: connections\nproviders:\n  lync: {{ type: lync, connection: {scene.Ssh} }}\n");

        var init = await scene.RunAsync("init", "federation", "--from", "lync", "-f", "providers.yaml");

        Assert.True(init.Code == 0, init.Out + init.Error);
        Assert.Contains("XDS9863", scene.Sandbox.Read("federation/partners.yaml"), StringComparison.Ordinal);
        var plan = await scene.RunAsync("plan", "-f", "federation", "--detailed-exitcode");
        Assert.True(plan.Code == 0, plan.Out + plan.Error);
        Assert.Contains("No changes.", plan.Out, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); !holds(); await Task.Delay(20)) Assert.True(DateTime.UtcNow < deadline, "It did not come to that within a minute.");
    }
}
