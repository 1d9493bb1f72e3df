using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>Somebody else works in the same zone.</summary>
public sealed class ConflictSpecs(NameServers servers) : IClassFixture<NameServers>
{
    private const string Theirs = "SRV 9 9 9 z.example.org.";

    public static TheoryData<string> Brands => NameServers.Brands;

    [Theory, MemberData(nameof(Brands))]
    public async Task I_am_refused_when_a_record_of_a_saved_plan_has_changed(string brand)
    {
        using var scene = servers.Open(brand);
        scene.Declare(scene.Record(1), scene.Record(2));
        await scene.ConvergeAsync(add: 2);
        scene.Declare(scene.Record(1, "b.example.net"), scene.Record(2, "b.example.net"), scene.Record(3));
        (await scene.RunAsync("plan", "--out", "plan.json")).Ended(0);
        await scene.Server.UpdateAsync($"update add {scene.Owner(2)}. 300 {Theirs}");

        (await scene.RunAsync("apply", "plan.json")).Ended(4).Says($"srv-record/{scene.Owner(2)}").Never($"srv-record/{scene.Owner(1)}").Says("Nothing was executed");

        Assert.Equal(["0 0 5269 a.example.net."], await scene.LiveAsync(1));
        Assert.Empty(await scene.LiveAsync(3));
        await scene.ConvergeAsync(add: 1, change: 2);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task I_keep_what_somebody_wrote_between_the_read_and_the_write(string brand)
    {
        using var scene = servers.Open(brand);
        string[] theirs = [];
        await using var between = new FakeNameServer(async question =>
        {
            if (FakeNameServer.IsUpdate(question) && Interlocked.Exchange(ref theirs, []) is { Length: > 0 } lines) await scene.Server.UpdateAsync(lines);
            return await FakeNameServer.AskAsync(scene.Server.Endpoint, question);
        });
        scene.WritesTo = between.Endpoint;
        scene.Declare(Enumerable.Range(1, 20).Select(number => scene.Record(number)));
        await scene.ConvergeAsync(add: 20);
        theirs =
        [
            $"update add {scene.Owner(5)}. 300 {Theirs}", $"update add {scene.Owner(20)}. 300 {Theirs}", $"update add {scene.Owner(25)}. 300 {Theirs}",
            // Somebody has done just what is asked for: that is no conflict.
            $"update add {scene.Owner(26)}. 300 SRV 0 0 5269 b.example.net.",
        ];
        // Updates 1 to 18, deletes 19 and 20, creates 21 to 30.
        scene.Declare(Enumerable.Range(1, 30).Except([19, 20]).Select(number => scene.Record(number, "b.example.net")));

        var apply = (await scene.RunAsync("apply", "--auto-approve")).Ended(3);

        apply.Says($"srv-record/{scene.Owner(5)}: update conflict\n").Says($"srv-record/{scene.Owner(20)}: delete conflict\n").Says($"srv-record/{scene.Owner(25)}: create conflict\n");
        apply.Says("is not as the plan found it. Plan again and look at what changed. [XDS9913]").Says("is there already, and says something else.");
        apply.Says("Apply incomplete. Resources: 9 added, 17 changed, 1 destroyed. Also: 3 conflict.\n");
        Assert.Equal(["0 0 5269 a.example.net.", "9 9 9 z.example.org."], (await scene.LiveAsync(5)).Order(StringComparer.Ordinal));
        Assert.Equal(["0 0 5269 a.example.net.", "9 9 9 z.example.org."], (await scene.LiveAsync(20)).Order(StringComparer.Ordinal));
        Assert.Equal(["9 9 9 z.example.org."], await scene.LiveAsync(25));
        foreach (var number in (int[])[1, 18, 21, 26, 30]) Assert.Equal(["0 0 5269 b.example.net."], await scene.LiveAsync(number));
        Assert.Empty(await scene.LiveAsync(19));

        // Seen and planned again it is no conflict any more.
        await scene.ConvergeAsync(change: 2, destroy: 1);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task I_can_apply_from_two_folders_at_once(string brand)
    {
        using DnsScene first = servers.Open(brand), second = new(first.Server, first.Zone);
        foreach (var scene in (DnsScene[])[first, second]) scene.Declare(Enumerable.Range(1, 300).Select(number => scene.Record(number)));

        var runs = await Task.WhenAll(Task.Run(() => first.RunAsync("apply", "--auto-approve")), Task.Run(() => second.RunAsync("apply", "--auto-approve")));

        Assert.All(runs, run => run.Ended(0).Says("Apply complete!"));
        await first.PlanNothingAsync();
        await second.PlanNothingAsync();
        Assert.Equal(300, (await first.Server.TransferAsync(first.Zone)).Count(line => line.StartsWith("_xmpp-server", StringComparison.Ordinal)));
    }
}
