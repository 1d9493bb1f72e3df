using XmppDesiredState.Changes;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using static XmppDesiredState.Cli.Tests.ScriptSpecs;

namespace XmppDesiredState.Cli.Tests;

/// <summary>The batch as the real nsupdate reads it and the real BIND takes it.</summary>
public sealed class NsupdateSpecs
{
    private const string New = "_xmpp-server._tcp.new.example.test", Kept = "_xmpp-server._tcp.example.test", Old = "_xmpps-server._tcp.old.example.test", Stolen = "_xmpp-server._tcp.stolen.example.test";
    private static readonly SrvTarget One = new(0, 0, 5269, "a.example.test"), Two = new(10, 5, 5270, "b.example.test");

    [Fact]
    public async Task I_can_run_the_batch_once()
    {
        await using var server = await StartAsync();
        var script = Script(server, PlanOf(
            Step(New, Operation.Create, null, [One, Two]),
            // Somebody has made another of it since: refused, and it stops nothing else.
            Step(Stolen, Operation.Create, null, [One]),
            Step(Kept, Operation.Update, [One, Two], [Two]),
            Step(Old, Operation.Delete, [One], null)));

        var first = await RunAsync(server, script);

        Assert.Equal(2, first.ExitCode);
        Assert.Equal("update failed: YXRRSET\n", first.Error);
        await HoldsAsync(server, New, "0 0 5269 a.example.test.", "10 5 5270 b.example.test.");
        await HoldsAsync(server, Kept, "10 5 5270 b.example.test.");
        await HoldsAsync(server, Old);
        await HoldsAsync(server, Stolen, "7 7 7 somebody.example.test.");

        var second = await RunAsync(server, script);

        Assert.Equal((2, "update failed: YXRRSET\nupdate failed: YXRRSET\nupdate failed: NXRRSET\nupdate failed: NXRRSET\n"), (second.ExitCode, second.Error));
        await HoldsAsync(server, Kept, "10 5 5270 b.example.test.");
    }

    [Fact]
    public async Task A_hostile_name_reaches_the_server_as_a_name()
    {
        await using var server = await StartAsync();
        var script = Script(server, PlanOf(Step($"_xmpp-server._tcp.x y\nupdate delete {Kept}. SRV\nsend\n;\"z.example.test", Operation.Create, null, [One])));

        (await RunAsync(server, script)).Succeeded();

        await HoldsAsync(server, Kept, "0 0 5269 a.example.test.", "10 5 5270 b.example.test.");
    }

    private static Task<NamedServer> StartAsync() => NamedServer.StartAsync(new DnsZone("example.test",
        "a A 192.0.2.1", "b A 192.0.2.2", $"{Kept}. 300 SRV 0 0 5269 a", $"{Kept}. 300 SRV 10 5 5270 b", $"{Old}. 300 SRV 0 0 5269 a", $"{Stolen}. 300 SRV 7 7 7 somebody"));

    private static string Script(NamedServer server, Engine.Planning.Plan plan) =>
        NsupdateScript.Of(plan, _ => new UpdateTarget($"{server.Endpoint.Address} {server.Endpoint.Port}", ["example.test"])).Text;

    private static Task<ToolResult> RunAsync(NamedServer server, string script) => Tool.RunAsync(["nsupdate", "-k", server.Key.File], input: script);

    private static async Task HoldsAsync(NamedServer server, string owner, params string[] records) =>
        Assert.Equal(records, (await server.QueryAsync(owner, "SRV")).Order(StringComparer.Ordinal));
}
