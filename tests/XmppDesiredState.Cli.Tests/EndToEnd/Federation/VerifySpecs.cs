using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NJsonSchema;
using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Federation;

/// <summary>Over real servers: what verify says of them, from the files to the exit code.</summary>
public sealed class VerifySpecs(FederationScene scene) : IClassFixture<FederationScene>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_see_that_a_partner_works_and_so_do_we()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-or-tls-dialback");

        var run = (await scene.ProveAsync(sandbox)).Ended(0);

        run.Says($"# {FederationScene.Good}     partner, sasl-or-tls-dialback").Says("to them    works with SASL over TLS").Says("from them  works with SASL over TLS").Says("STARTTLS required").Says(", 0 cannot work, ");
    }

    [Fact]
    public async Task I_am_not_told_that_it_works_where_it_is_only_offered()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-over-tls");

        (await scene.RunAsync(sandbox, FederationScene.Good, "--look-only")).Ended(0).Says("to them    cannot tell because").Never("works with");
    }

    [Fact]
    public async Task I_am_told_why_a_partner_cannot_work_whose_fault_it_is_and_since_when()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-or-tls-dialback", $"{FederationScene.Wrong} sasl-over-tls");

        (await scene.ProveAsync(sandbox)).Ended(2).Says($"# {FederationScene.Wrong}").Says("cannot work because").Says("fix, theirs:").Never("fails since");
        (await scene.ProveAsync(sandbox, FederationScene.Wrong)).Ended(2).Says(", seen 2 times").Says("fails since ").Says("Verified 1 domain: 0 work, 1 cannot work, 0 cannot tell.");
        (await scene.ProveAsync(sandbox, "--scope", "ours")).Ended(0).Never(FederationScene.Wrong);
    }

    [Fact]
    public async Task A_port_that_is_closed_from_here_tells_nothing()
    {
        using var sandbox = scene.Declare($"{FederationScene.Closed} tls-dialback");

        (await scene.RunAsync(sandbox, FederationScene.Closed)).Ended(0).Says("cannot tell because").Says("Verified 1 domain: 0 work, 0 cannot work, 1 cannot tell.");
    }

    [Fact]
    public async Task I_can_declare_a_stranger_with_what_verify_hands_me()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-over-tls");
        var run = await scene.RunAsync(sandbox, FederationScene.Stranger, "--format", "json=verify.json");
        using var json = JsonDocument.Parse(sandbox.Read("verify.json"));
        var item = json.RootElement.GetProperty("domains")[0].GetProperty("item").GetString()!;
        run.Says($"To federate with {FederationScene.Stranger}, add this to the list of partners:").Says(item);

        sandbox.Write("desired.yaml", sandbox.Read("desired.yaml") + item);

        (await Run.Of(null, ["fmt", "--check"], folder: sandbox.Folder)).Ended(0);
        (await Run.Of(null, ["validate"], folder: sandbox.Folder)).Ended(0);
        (await Run.Of(null, ["plan"], folder: sandbox.Folder)).Ended(0).Says($"# partner/{FederationScene.Stranger}").Says("Plan: 2 to add, 0 to change, 0 to destroy.");
        (await scene.RunAsync(sandbox, FederationScene.Stranger)).Never("add this to the list");
    }

    [Fact]
    public async Task A_stranger_that_is_proved_to_work_is_declared_with_what_works()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-over-tls");

        (await scene.ProveAsync(sandbox, FederationScene.Stranger)).Ended(0).Says("undeclared, weighed as sasl-over-tls").Says("# It works with SASL over TLS.").Says("      negotiation: sasl-over-tls\n");
        (await scene.RunAsync(sandbox, FederationScene.Wrong)).Says($"    - domain: {FederationScene.Wrong}\n");
    }

    [Fact]
    public async Task What_programs_read_is_of_the_schema()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-or-tls-dialback", $"{FederationScene.Wrong} sasl-over-tls", $"{FederationScene.Closed} tls-dialback", "nowhere.test tls-dialback");

        var run = (await scene.ProveAsync(sandbox, "--format", "json", "--format", "markdown=verify.md")).Ended(2);

        Assert.Empty((await JsonSchema.FromJsonAsync(VerifySchema.Create(), Token)).Validate(run.Out));
        Assert.Contains(FederationScene.Wrong, sandbox.Read("verify.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_our_key_is_said_or_written()
    {
        using var sandbox = scene.Declare($"{FederationScene.Good} sasl-over-tls", $"{FederationScene.Wrong} sasl-over-tls");
        var secret = (await File.ReadAllLinesAsync(scene.Key(FederationScene.Ours), Token)).Where(line => line.Length > 20 && !line.StartsWith('-')).ToList();
        Assert.NotEmpty(secret);

        var run = (await scene.ProveAsync(sandbox, "--log-level", "debug", "--format", "json", "--format", "markdown=verify.md", "--format", "text=verify.txt")).Ended(2);

        foreach (var line in secret)
        {
            run.Never(line);
            Assert.All(sandbox.Snapshot(), file => Assert.DoesNotContain(line, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(file.Value)), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Two_looks_at_once_are_both_remembered()
    {
        using var sandbox = scene.Declare($"{FederationScene.Wrong} sasl-over-tls");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.RunAsync(sandbox, FederationScene.Wrong), Token)));

        (await scene.RunAsync(sandbox, FederationScene.Wrong)).Ended(2).Says("seen 4 times");
    }

    [Fact]
    public async Task Two_hundred_partners_of_which_twenty_are_black_holes_come_to_an_end()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var port = ((IPEndPoint)hole.LocalEndpoint).Port;
        await scene.Dns.UpdateAsync([$"update add hole.{FederationScene.Many}. 5 A 127.0.0.1",
            .. Enumerable.Range(0, 20).Select(number => $"update add _xmpp-server._tcp.d{number}.{FederationScene.Many}. 5 SRV 0 0 {port} hole.{FederationScene.Many}.")]);
        using var sandbox = scene.Declare(Enumerable.Range(0, 200).Select(number => $"d{number}.{FederationScene.Many} tls-dialback"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(2));

        var run = await Run.Of(null, ["verify", "--scope", "partners", "--timeout", "5s", "--resolver", $"{scene.Dns.Endpoint}", "--trust", scene.Roots], folder: sandbox.Folder, stop: patience.Token);

        run.Ended(2).Says("Verified 200 domains: 0 work, 180 cannot work, 20 cannot tell.");
    }

    [Fact]
    public async Task I_can_stop_it_while_it_looks()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        await scene.Dns.UpdateAsync($"update add _xmpp-server._tcp.slow.{FederationScene.Many}. 5 SRV 0 0 {((IPEndPoint)hole.LocalEndpoint).Port} ns.{FederationScene.Many}.");
        using var sandbox = scene.Declare($"slow.{FederationScene.Many} tls-dialback");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var running = Run.Of(null, ["verify", "--scope", "partners", "--timeout", "10m", "--resolver", $"{scene.Dns.Endpoint}"], folder: sandbox.Folder, stop: stop.Token);
        using var caller = await hole.AcceptTcpClientAsync(Token);
        await stop.CancelAsync();

        (await running).Ended(130);
        Assert.False(sandbox.Has(".xmppstate/history/verdicts.json"));
    }
}
