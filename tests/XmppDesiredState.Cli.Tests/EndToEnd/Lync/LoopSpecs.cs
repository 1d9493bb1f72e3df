using System.Collections.Immutable;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;
using static XmppDesiredState.Cli.Tests.EndToEnd.Lync.ByHandScene;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>The whole loop without remote access: scripts run in the real PowerShell engine over simulated cmdlets that refuse what the documentation says they refuse.</summary>
[TakesLong(60)]
public sealed class LoopSpecs : IDisposable
{
    private const string Three = "partners:\n  provider: lync\n  list:\n    - { domain: a.example, type: Federated }\n    - { domain: b.example, type: Federated, keepAlive: false }\n    - { domain: c.example, type: PublicVerified }\n";

    private readonly ByHandScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task I_can_close_the_loop_without_remote_access()
    {
        using var other = new ByHandScene();
        foreach (var one in (ByHandScene[])[scene, other])
        {
            one.World.Arrange(state => state.Partners.AddRange([
                new LyncPartner { Identity = "b.example", PartnerType = PartnerType.Federated, AdditionalDomains = ["x.b.example", "y.b.example"], Description = "before" },
                new LyncPartner { Identity = "stays.example" }]));
        }

        const string Wanted = "partners:\n  provider: lync\n  list:\n    - { domain: a.example, type: Federated, negotiation: sasl-over-tls, connectionLimit: 40 }\n"
            + "    - { domain: b.example, type: PublicVerified, additionalDomains: [y.b.example, z.b.example], description: null, keepAlive: false }\n"
            + "edgeAccess: { provider: lync, allowFederatedUsers: true }\ngatewaySettings: { provider: lync, keepAliveInterval: 4m, streamInactivityTimeout: 11m }\n"
            + "accessPolicies: { provider: lync, list: [{ identity: 'tag:Sales', enableFederationAccess: true, enableXmppAccess: true }] }\n";
        scene.Declare(Wanted);

        var script = await scene.WriteStepsAsync();

        Assert.All(CommandsOf(scene.Sandbox.Read("collect.ps1")), name => Assert.True(name.StartsWith("Get-", StringComparison.Ordinal) || name is "&" or "ConvertTo-DomainText" or "ConvertTo-Row" or "Import-LyncModule"
            or "Import-Module" or "New-Object" or "Read-Kind" or "Save-Result" or "Write-Host" or "Write-Warning", name));
        Assert.Superset(new HashSet<string>(["New-CsXmppAllowedPartner", "Set-CsXmppAllowedPartner", "Set-CsAccessEdgeConfiguration", "Set-CsXmppGatewayConfiguration", "New-CsExternalAccessPolicy"]), CommandsOf(script).ToHashSet());

        // Shown, not done.
        var before = File.ReadAllText(scene.World.StatePath);
        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml", "-WhatIf")).Ended(0).Says("What if:");
        Assert.Equal(before, File.ReadAllText(scene.World.StatePath));
        Assert.False(scene.Sandbox.Has("result.xml"));

        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(0);

        var recorded = Done(await scene.RecordAsync());
        Assert.Contains("Apply complete! Resources: 2 added, 3 changed, 0 destroyed.", recorded.Out, StringComparison.Ordinal);
        Assert.Equal(["a.example", "b.example", "stays.example"], scene.World.Partners.Select(partner => partner.Identity).Order(StringComparer.Ordinal));
        var b = scene.World.Partners.Single(partner => partner.Identity == "b.example");
        Assert.Equal((PartnerType.PublicVerified, false, "y.b.example, z.b.example"), (b.PartnerType, b.EnableKeepAlive, string.Join(", ", b.AdditionalDomains.Order(StringComparer.Ordinal))));
        Assert.True(string.IsNullOrEmpty(b.Description));
        // As an apply through a connection leaves it, in Lync and on record.
        other.Declare(Wanted, Head.Replace("[no-such-program]", $"['{other.World.Program()}', -NoLogo, -NoProfile, -NonInteractive, -Command, '-']", StringComparison.Ordinal));
        Done(await other.RunAsync("apply", "--auto-approve"));
        Assert.Equal(Live(other.World), Live(scene.World));
        Assert.Equal(other.Sandbox.Read(".xmppstate/last-applied.json"), scene.Sandbox.Read(".xmppstate/last-applied.json"));
        // Recorded and run a second time, nothing happens.
        Assert.Equal(recorded.Out, Done(await scene.RecordAsync()).Out);
        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "again.xml")).Ended(0).Says("already there");
        Assert.Equal(Live(other.World), Live(scene.World));
        // From the result itself, and from a fresh look.
        Assert.Contains("No changes.", Done(await scene.RunAsync("plan", "--observed", "result.xml", "--detailed-exitcode")).Out, StringComparison.Ordinal);
        Done(await scene.PlanAsync("--detailed-exitcode"));

        // It is ours now, so leaving the file is a delete.
        scene.Declare("partners: { provider: lync, list: [{ domain: b.example, type: PublicVerified }] }\n");
        Assert.Contains("2 to destroy", (await scene.PlanAsync("--allow-empty", "access-policy")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_ends_the_script_and_the_next_loop_goes_on()
    {
        scene.Declare(Three);
        scene.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Error) { AtCall = 2, IsTerminating = true, Message = "The store is read-only" });
        _ = await scene.WriteStepsAsync();

        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(1).Says("not done").Says("Not everything was done");

        var recorded = Done(await scene.RecordAsync(), 3);
        Assert.Contains("The script could not do it: The store is read-only", recorded.Out, StringComparison.Ordinal);
        Assert.Contains("No one ran step 3 (create partner/c.example@lync): result.xml says nothing of it.", recorded.Out, StringComparison.Ordinal);
        Assert.Contains("1 added", recorded.Out, StringComparison.Ordinal);
        await ConvergesAsync("a.example", "b.example", "c.example");
    }

    [Fact]
    public async Task A_script_that_is_killed_leaves_a_step_that_nobody_knows_of()
    {
        scene.Declare(Three);
        scene.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Crash) { AtCall = 2, Moment = FaultMoment.AfterWork });
        _ = await scene.WriteStepsAsync();

        Assert.NotEqual(0, (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Code);

        var recorded = Done(await scene.RecordAsync(), 3);
        Assert.Contains("The script was ended while it was at this step.", recorded.Out, StringComparison.Ordinal);
        await ConvergesAsync("a.example", "b.example", "c.example");
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_left_alone()
    {
        scene.World.Arrange(state => state.Partners.Add(new LyncPartner { Identity = "b.example", PartnerType = PartnerType.Federated }));
        scene.Declare(Three);
        _ = await scene.WriteStepsAsync();
        scene.World.EditPartner("b.example", partner => partner with { Description = "mine" });

        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(1).Says("conflict");

        var recorded = Done(await scene.RecordAsync(), 3);
        Assert.Contains("The script found that it is no longer as the plan saw it.", recorded.Out, StringComparison.Ordinal);
        Assert.True(scene.World.Partners.Single(partner => partner.Identity == "b.example").EnableKeepAlive);
        await ConvergesAsync("a.example", "b.example", "c.example");
    }

    [Fact]
    public async Task A_replica_that_lags_is_named()
    {
        scene.Declare("partners: { provider: lync, list: [{ domain: a.example, type: Federated }] }\n", Head.Replace("20s", "1s", StringComparison.Ordinal));
        scene.World.Lag(LyncWorld.Edge2, null);
        _ = await scene.WriteStepsAsync();

        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(1);

        Assert.Contains($"it has not reached {LyncWorld.Edge2}", Done(await scene.RecordAsync(), 3).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_texts_arrive_as_they_are_and_run_nothing()
    {
        var hostile = ImmutableArray.Create("'; New-CsXmppAllowedPartner evil.example; '", "\u2019; exit 7; \u2018", "$(exit 7)`n\"", "\u05e9\u05dc\u05d5\u05dd \u201c\u201d", "\ud83d\ude00 M\u00fcnchen", "_x000A_ # <#");
        scene.Declare("partners:\n  provider: lync\n  list:\n" + string.Concat(hostile.Select((text, index) => $"    - {{ domain: p{index}.example, type: Federated, description: {Yaml(text)} }}\n")));

        var script = await scene.WriteStepsAsync();
        _ = CommandsOf(script);
        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(0);

        Done(await scene.RecordAsync());
        Assert.Equal(hostile, scene.World.Partners.OrderBy(partner => partner.Identity, StringComparer.Ordinal).Select(partner => partner.Description));
        Done(await scene.RunAsync("plan", "--observed", "result.xml", "--detailed-exitcode"));

        static string Yaml(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    [Fact]
    public async Task A_secret_is_asked_of_whoever_runs_the_script()
    {
        const string Secret = "open sesame 4711";
        scene.Sandbox.Write("secret", Secret);
        scene.Declare("gatewaySettings: { provider: lync, dialbackPassphrase: { file: secret } }\n");

        var script = await scene.WriteStepsAsync();
        Assert.DoesNotContain(Secret, script, StringComparison.Ordinal);
        // Nobody can be asked here, so nothing is done.
        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "unasked.xml")).Ended(1).Says("not done");

        (await scene.PowerShellAsync("$s = New-Object Security.SecureString; '" + Secret + "'.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; & ./steps.ps1 -ResultFile result.xml -DialbackPassphrase $s; exit $LASTEXITCODE")).Ended(0);

        Assert.Equal(Secret, scene.World.Gateway["DialbackPassphrase"]);
        Assert.DoesNotContain(Secret, scene.Sandbox.Read("result.xml"), StringComparison.Ordinal);
        Done(await scene.RecordAsync());
        Done(await scene.RunAsync("plan", "--observed", "result.xml", "--detailed-exitcode"));
    }

    [Fact]
    public async Task Members_are_restarted_by_the_script()
    {
        var proxy = scene.World.ProxyService(LyncWorld.Edge1);
        var script = LyncScriptSpecs.RestartScript(LyncWorld.Edge1);
        scene.Sandbox.Write("steps.ps1", script);
        scene.World.ForgetCalls();

        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(0).Says("applied");

        Assert.Equal(["RTCDATAPROXY", "RTCMEDIARELAY", "RTCMRAUTH", "RTCSRV", proxy], Names("Stop-CsWindowsService").Order(StringComparer.Ordinal));
        Assert.All(scene.World.Calls.Where(call => call.Cmdlet.EndsWith("-CsWindowsService", StringComparison.Ordinal)), call => Assert.Equal(LyncWorld.Edge1, call.ComputerName));
        Assert.All(scene.World.Computer(LyncWorld.Edge1).Services, service => Assert.True(service.IsRunning, service.Name));

        IEnumerable<string> Names(string cmdlet) => scene.World.Calls.Where(call => call.Cmdlet == cmdlet).Select(call => call.Identity!).Distinct();
    }

    [Fact]
    public async Task Files_that_are_no_results_are_refused()
    {
        scene.Declare(Three);
        _ = await scene.WriteStepsAsync();
        scene.Sandbox.Write("cut.xml", scene.Sandbox.Read("observed.xml")[..900]);

        foreach (var (file, code) in ((string, string)[])[("plan.json", "XDS6508"), ("steps.ps1", "XDS6508"), ("cut.xml", "XDS9890")])
            Assert.Contains(code, Done(await scene.RunAsync("plan", "--observed", file), 1).Error, StringComparison.Ordinal);
        Assert.Contains("XDS6506", Done(await scene.RunAsync("apply", "plan.json", "--record", "observed.xml"), 4).Out, StringComparison.Ordinal);
        Assert.Contains("--record belongs to a plan", Done(await scene.RunAsync("apply", "--record", "observed.xml"), 64).Error, StringComparison.Ordinal);
    }

    private static string Live(LyncWorld world) => System.Text.Json.JsonSerializer.Serialize(new
    {
        Partners = world.Partners.OrderBy(partner => partner.Identity, StringComparer.Ordinal).Select(partner => partner with { AdditionalDomains = [.. partner.AdditionalDomains.Order(StringComparer.Ordinal)] }),
        world.Gateway,
        world.AccessEdge,
        world.Policies,
    });

    private async Task ConvergesAsync(params string[] partners)
    {
        _ = await scene.WriteStepsAsync();
        (await scene.ScriptAsync("steps.ps1", "-ResultFile", "result.xml")).Ended(0);
        Done(await scene.RecordAsync());
        Assert.Equal(partners, scene.World.Partners.Select(partner => partner.Identity).Order(StringComparer.Ordinal));
        Done(await scene.PlanAsync("--detailed-exitcode"));
    }
}
