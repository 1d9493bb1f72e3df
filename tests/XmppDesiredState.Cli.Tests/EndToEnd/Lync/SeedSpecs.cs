using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>An XMPP federation of Lync from nothing to the wire, with a CA that takes days, and its renewal a year later.</summary>
[TakesLong(230)]
public sealed class SeedSpecs
{
    [Fact]
    public async Task I_can_federate_in_three_runs_and_renew_a_year_later()
    {
        await using var scene = await SeedScene.CreateAsync();

        // The first run does everything but the certificate, whose request it lays out.
        (await scene.ApplyAsync()).Ended(6).Says("requests/edge-external.csr").Says("2 added, 2 changed");
        Assert.Equal(["0 0 5269 sip.contoso.example."], await scene.Bind.QueryAsync($"_xmpp-server._tcp.{SeedScene.Domain}", "SRV"));
        Assert.Single(scene.World.Partners, partner => partner.Identity == "fabrikam.example");
        Assert.Single(scene.World.Certificates.Requests(LyncWorld.Edge1));
        Assert.Empty(scene.World.Certificates.Requests(LyncWorld.Edge2));

        // Two days later the CA has not answered.
        scene.Clock.Now = scene.Clock.Now.AddDays(2);
        (await scene.ApplyAsync()).Ended(6).Says("2 days");

        // It answers: installed on both, restarted one after the other, seen on the wire.
        var first = scene.Issue();
        scene.World.ForgetCalls();
        (await scene.ApplyAsync()).Ended(0);
        await scene.HoldsAsync(first);
        OneAtATime(scene.World);

        // Most of a year later it is due.
        scene.Clock.Now = scene.Clock.Now.AddDays(300);
        (await scene.RunAsync("plan", "--detailed-exitcode")).Ended(2).Says("renew");
        (await scene.ApplyAsync()).Ended(6);
        scene.World.Certificates.Authority(authority => authority with { Clock = scene.Clock.Now.UtcDateTime });
        var second = scene.Issue("second.pem");
        Assert.NotEqual(first, second);
        (await scene.ApplyAsync()).Ended(0);
        await scene.HoldsAsync(second);
    }

    [Fact]
    public async Task I_keep_one_Edge_when_the_other_does_not_come_back()
    {
        await using var scene = await SeedScene.CreateAsync();
        var old = await scene.PresentedAsync(LyncWorld.Edge2);
        (await scene.ApplyAsync()).Ended(6);
        var issued = scene.Issue();
        scene.World.Service(LyncWorld.Edge2, "RTCDATAPROXY", service => service with { FailsToStart = true });
        scene.Declare(timeout: "20s");

        (await scene.ApplyAsync()).Ended(3).Says("RTCDATAPROXY").Says(LyncWorld.Edge2);

        Assert.Equal(issued, await scene.PresentedAsync(LyncWorld.Edge1));
        Assert.All(SeedScene.Usages, usage => Assert.Equal(old, scene.World.Certificates.Assigned(LyncWorld.Edge2)[usage]));
        scene.World.Service(LyncWorld.Edge2, "RTCDATAPROXY", service => service with { FailsToStart = false });
        (await scene.ApplyAsync()).Ended(0);
        await scene.HoldsAsync(issued);
    }

    [Fact]
    public async Task I_can_lose_the_program_in_every_step_and_go_on()
    {
        await using var scene = await SeedScene.CreateAsync();
        await ApplyKilledAsync(scene, 6, 3, "Set-CsAccessEdgeConfiguration", "Request-CsCertificate", "New-CsXmppAllowedPartner");
        var issued = scene.Issue();
        await ApplyKilledAsync(scene, 0, 8, "Import-CsCertificate", "Set-CsCertificate", "Stop-CsWindowsService", "Start-CsWindowsService");

        await scene.HoldsAsync(issued);
        Assert.Single(scene.World.Partners, partner => partner.Identity == "fabrikam.example");
        Assert.Empty(scene.World.Certificates.Requests(LyncWorld.Edge1));
    }

    [Fact]
    public async Task My_keys_are_nowhere_but_on_the_Edge_servers()
    {
        await using var scene = await SeedScene.CreateAsync();
        (await scene.RunAsync("apply", "--auto-approve", "--log-level", "debug", "--format", "json=first.json")).Ended(6);
        var issued = scene.Issue();
        var said = (await scene.RunAsync("apply", "--auto-approve", "--log-level", "debug", "--format", "json=second.json")).Ended(0);

        var key = Convert.FromBase64String(Assert.Single(scene.World.Certificates.On(LyncWorld.Edge2), stored => stored.Thumbprint == issued).Key!);
        Assert.Equal(key, Convert.FromBase64String(Assert.Single(scene.World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == issued).Key!));
        // From the middle of the primes, in each form that it could have gone out.
        var canary = key.AsSpan(key.Length / 2, 48).ToArray();
        Assert.True(scene.Wire.Heard().Length > 10_000);
        Assert.True(scene.Wire.Heard().AsSpan().IndexOf(canary) < 0);
        Assert.True(scene.Wire.Heard().AsSpan().IndexOf("PRIVATE KEY"u8) < 0);
        foreach (var file in Directory.EnumerateFiles(scene.Sandbox.Folder, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(scene.World.Folder, StringComparison.Ordinal)))
            Nowhere(canary, await File.ReadAllBytesAsync(file), file);
        Nowhere(canary, System.Text.Encoding.UTF8.GetBytes(said.All), "the output");
        // Of the machines' own folders: what was handed over is gone from there.
        Assert.DoesNotContain(Directory.EnumerateFiles(scene.World.Folder, "*", SearchOption.AllDirectories), file => file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task I_can_begin_with_the_example()
    {
        using var sandbox = Sandbox.Of("lync-edge");

        (await Run.Of(null, ["validate"], folder: sandbox.Folder)).Ended(0).Says("0 errors, 0 warnings");
        (await Run.Of(null, ["fmt", "--check"], folder: sandbox.Folder)).Ended(0);
        (await Run.Of(null, ["partner-sheet", "fabrikam.com"], folder: sandbox.Folder)).Ended(0).Never("contoso.local").Never("10.0.0.");
    }

    private static void Nowhere(byte[] canary, ReadOnlySpan<byte> content, string where)
    {
        var text = System.Text.Encoding.Latin1.GetString(content);
        Assert.True(content.IndexOf(canary) < 0 && !text.Contains("PRIVATE KEY", StringComparison.Ordinal) && !text.Contains(Convert.ToHexString(canary), StringComparison.OrdinalIgnoreCase), $"A key is in {where}.");
        // Of the three ways in which Base64 can be aligned.
        for (var offset = 0; offset < 3; offset++)
            Assert.False(text.Contains(Convert.ToBase64String(canary.AsSpan(offset, 45)), StringComparison.Ordinal), $"A key is in {where}.");
    }

    // Killed each time one of these is sent to a machine where it has not been before, so many times in all, until a run comes to its end.
    private static async Task ApplyKilledAsync(SeedScene scene, int code, int times, params string[] cmdlets)
    {
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var run = 0; run < 40; run++)
        {
            using var apply = scene.Start("apply", "--auto-approve");
            while (!apply.HasEnded && !scene.World.Calls.Any(call => cmdlets.Contains(call.Cmdlet) && !met.Contains($"{call.Cmdlet} {call.ComputerName ?? call.On}"))) await Task.Delay(5);
            if (!apply.HasEnded) apply.Kill();
            var ended = await apply.EndAsync();
            var now = scene.World.Calls.Where(call => cmdlets.Contains(call.Cmdlet)).Select(call => $"{call.Cmdlet} {call.ComputerName ?? call.On}").ToArray();
            if (!now.Any(met.Add))
            {
                ended.Ended(code);
                Assert.True(met.Count == times, string.Join(", ", met));
                return;
            }
        }

        Assert.Fail($"No end in sight: {string.Join(", ", met)}");
    }

    // Stopped and started on one Edge before the other is touched.
    private static void OneAtATime(LyncWorld world)
    {
        var machines = world.Calls.Where(call => call.Cmdlet is "Stop-CsWindowsService" or "Start-CsWindowsService").Select(call => call.On).ToArray();
        Assert.Equal([LyncWorld.Edge1, LyncWorld.Edge2], machines.Distinct());
        Assert.Equal(machines.Order(StringComparer.Ordinal), machines);
    }
}
