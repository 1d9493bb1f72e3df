namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>A zone that cannot be read is unknown; the rest of the file goes on.</summary>
public sealed class RefusalSpecs(NameServers servers) : IClassFixture<NameServers>
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "BIND", "key", "XDS9906" }, { "BIND", "secret", "XDS9907" }, { "BIND", "zone", "XDS9909" }, { "BIND", "server", "XDS9901" },
        { "Knot", "key", "XDS9906" }, { "Knot", "secret", "XDS9907" }, { "Knot", "zone", "XDS9904" }, { "Knot", "server", "XDS9901" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task I_am_told_once_why_a_zone_is_unknown_and_the_others_are_served(string brand, string mistake, string code)
    {
        using var scene = servers.Open(brand);
        var zone = scene.Zone;
        scene.Also = "partners: { provider: gateway, list: [{ domain: fabrikam.example, type: Federated, negotiation: sasl-over-tls }] }\n";
        switch (mistake)
        {
            case "key": scene.KeyName = "nobody"; break;
            case "secret": scene.Secret = scene.Server.Reader.Secret; break;
            case "zone": (scene.Zone, scene.Zones) = ("elsewhere.example", "elsewhere.example"); break;
            default: scene.WritesTo = new(System.Net.IPAddress.Loopback, 1); break;
        }

        scene.Declare(scene.Record(1), scene.Record(2));

        var plan = (await scene.RunAsync("plan", "--detailed-exitcode")).Ended(1).Says("Plan: 1 to add, 0 to change, 0 to destroy.");
        TellsOnce(plan, $"[{code}]");
        var apply = (await scene.RunAsync("apply", "--auto-approve")).Ended(3).Says("Apply incomplete. Resources: 1 added, 0 changed, 0 destroyed. Also: 1 kind unreadable.");
        TellsOnce(apply, $"error[{code}]");
        Assert.True(scene.Sandbox.Has("live/partner/fabrikam.example.yaml"));

        (scene.KeyName, scene.Secret, scene.Zone, scene.Zones, scene.WritesTo) = (scene.Server.Key.Name, scene.Server.Key.Secret, zone, zone, scene.Server.Endpoint);
        Assert.Empty(await scene.LiveAsync(1));
        scene.Declare(scene.Record(1), scene.Record(2));
        await scene.ConvergeAsync(add: 2);
    }

    [Theory, MemberData(nameof(NameServers.Brands), MemberType = typeof(NameServers))]
    public async Task I_can_apply_again_when_a_frozen_zone_is_thawed(string brand)
    {
        using var scene = servers.Open(brand);
        scene.Declare(scene.Record(1), scene.Record(2));
        await scene.Server.FreezeAsync(scene.Zone);
        (await scene.RunAsync("apply", "--auto-approve")).Ended(3).Says("Apply incomplete. Resources: 0 added, 0 changed, 0 destroyed.");
        Assert.Empty(await scene.LiveAsync(1));

        await scene.Server.ThawAsync(scene.Zone);
        await scene.ConvergeAsync(add: 2);
    }

    private static void TellsOnce(Run run, string what)
    {
        run.Says(what).Never("   at ");
        Assert.Equal(2, run.All.Split(what).Length);
    }
}
