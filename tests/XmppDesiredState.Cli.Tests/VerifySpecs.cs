using System.Text.Json;
using NJsonSchema;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Tests;

public sealed class VerifySpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Empty();
    private readonly SettableClock clock = new(Verdicts.Now);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_see_whether_federation_would_work_right_now_and_if_not_why()
    {
        var run = (await RunAsync(Verdicts.All)).Ended(2);

        Golden.Matches("verify.txt", run.Out);
        Assert.EndsWith("Verified 5 domains: 2 work, 1 cannot work, 2 cannot tell.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("] stranger.example: cannot tell\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_post_verdicts_to_a_page_and_nothing_of_a_peer_becomes_markup()
    {
        var run = (await RunAsync(Verdicts.All, "--format", "markdown")).Ended(2);

        Golden.Matches("verify.md", run.Out);
        foreach (var never in (string[])["\u001b", "\u202e"]) Assert.DoesNotContain(never, run.Out, StringComparison.Ordinal);
        // Inside of fences nothing is markup.
        var open = string.Concat(run.Out.Split("```").Where((_, part) => part % 2 == 0));
        foreach (var never in (string[])["<b>", "@team"]) Assert.DoesNotContain(never, open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_read_verdicts_as_json_of_the_schema()
    {
        var run = (await RunAsync(Verdicts.All, "--format", "json")).Ended(2);

        Golden.Matches("verify.json", run.Out);
        Assert.Empty((await JsonSchema.FromJsonAsync(VerifySchema.Create(), Token)).Validate(run.Out));
        using var json = JsonDocument.Parse(run.Out);
        Assert.DoesNotContain(json.RootElement.EnumerateObject(), member => member.Name.Any(char.IsAsciiLetterUpper));
    }

    [Fact]
    public async Task I_can_have_every_format_in_one_run()
    {
        (await RunAsync(Verdicts.All, "--format", "json=verify.json", "--format", "markdown=verify.md")).Ended(2).Says("Verified 5 domains");
        Assert.StartsWith("<!-- xmppstate:verify:contoso -->", sandbox.Read("verify.md"), StringComparison.Ordinal);
        Assert.Equal("{", sandbox.Read("verify.json")[..1]);
        (await RunAsync(Verdicts.All, "--format", "json=no/such/folder.json")).Ended(1).Says("XDS7002");
    }

    [Theory]
    [InlineData("", "contoso.com, fabrikam.com, it.fabrikam.com, old.example")]
    [InlineData("--scope ours", "contoso.com")]
    [InlineData("--scope partners", "fabrikam.com, it.fabrikam.com, old.example")]
    [InlineData("Stranger.Example. it.fabrikam.com IT.fabrikam.com", "stranger.example, it.fabrikam.com")]
    public async Task I_decide_which_domains_are_looked_at(string line, string expected)
    {
        var engine = Verdicts.Engine(sandbox.Folder);
        (await RunAsync(engine, line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Ended(0).Says("Verified 0 domains");
        Assert.Equal(expected, string.Join(", ", engine.Verified!.Value.Peers.Select(peer => peer.Domain)));
        Assert.Equal(["contoso.com"], engine.Verified.Value.Ours);
    }

    [Fact]
    public async Task I_declare_the_negotiation_or_a_new_partners_is_taken()
    {
        var engine = Verdicts.Engine(sandbox.Folder);
        await RunAsync(engine);
        var peers = engine.Verified!.Value.Peers.ToDictionary(peer => peer.Domain);
        Assert.Equal(new VerifyPeer("it.fabrikam.com", false, "fabrikam.com", Resources.Negotiation.Presets[0].Negotiation), peers["it.fabrikam.com"]);
        Assert.Equal(Resources.Negotiation.OnCreate, peers["old.example"].Declared);
        Assert.Equal(Verdicts.Ours, peers["contoso.com"]);
    }

    [Fact]
    public async Task I_read_since_when_a_partner_fails_and_when_it_worked_last()
    {
        var looks = new[] { (0, true), (2, false), (26, false), (50, false) };
        var run = new Run(0, "", "");
        foreach (var (hours, works) in looks)
        {
            clock.Now = Verdicts.Now.AddHours(hours);
            run = await RunAsync([(works ? Verdicts.Fabrikam with { Peer = Verdicts.Sub.Peer } : Verdicts.Sub).At(clock.Now)]);
        }

        run.Ended(2).Says("fails since 2026-11-23 14:00Z, seen 3 times, worked last at 2026-11-23 12:00Z");
        using var json = JsonDocument.Parse((await RunAsync([Verdicts.Sub.At(clock.Now)], "--format", "json")).Out);
        Assert.Equal(4, json.RootElement.GetProperty("domains")[0].GetProperty("history").GetProperty("times").GetInt32());
        clock.Now = clock.Now.AddHours(1);
        (await RunAsync([(Verdicts.Fabrikam with { Peer = Verdicts.Sub.Peer }).At(clock.Now)])).Ended(0).Never("since");
    }

    [Fact]
    public async Task A_look_that_decides_nothing_does_not_make_me_forget_since_when_a_partner_fails()
    {
        var undecided = Verdicts.Sub with { Outgoing = Verdicts.Sub.Incoming! };
        foreach (var (minutes, verdict) in new[] { (0, Verdicts.Sub), (5, Verdicts.Sub), (10, undecided) }) await RunAsync([verdict.At(Verdicts.Now.AddMinutes(minutes))]);

        (await RunAsync([undecided.At(Verdicts.Now.AddMinutes(15))])).Ended(0).Says("? cannot tell     failed from 2026-11-23 12:00Z to 2026-11-23 12:05Z\n");
        var json = (await RunAsync([undecided.At(Verdicts.Now.AddMinutes(16))], "--format", "json")).Ended(0);
        Assert.Empty((await JsonSchema.FromJsonAsync(VerifySchema.Create(), Token)).Validate(json.Out));
        (await RunAsync([Verdicts.Sub.At(Verdicts.Now.AddMinutes(20))])).Ended(2).Says("fails since 2026-11-23 12:00Z, seen 3 times");
    }

    [Fact]
    public async Task I_can_look_twice_at_once_and_both_looks_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync([Verdicts.Sub, Verdicts.Old]), Token)));

        (await RunAsync([Verdicts.Sub, Verdicts.Old])).Ended(2).Says("fails since 2026-11-23 12:00Z, seen 9 times");
        using var json = JsonDocument.Parse((await RunAsync([Verdicts.Old], "--format", "json")).Out);
        Assert.Equal(10, json.RootElement.GetProperty("domains")[0].GetProperty("history").GetProperty("times").GetInt32());
    }

    [Fact]
    public async Task I_am_told_when_the_history_is_damaged_and_get_the_verdicts_all_the_same()
    {
        sandbox.Write(".xmppstate/history/verdicts.json", "{ half");
        (await RunAsync([Verdicts.Sub])).Ended(2).Says("warning[XDS8008]").Says("Verified 1 domain: 0 work, 1 cannot work, 0 cannot tell.");
        Assert.Equal("{ half", sandbox.Read(".xmppstate/history/verdicts.damaged.json"));
        (await RunAsync([Verdicts.Sub])).Ended(2).Never("XDS8008").Says("seen 2 times");
    }

    [Fact]
    public async Task I_get_verdicts_where_no_history_can_be_kept()
    {
        sandbox.Write(".xmppstate", "a file where the run store's folder would be");
        (await RunAsync([Verdicts.Sub])).Ended(2).Says("warning[XDS8009]").Says("Verified 1 domain");
    }

    [Theory]
    [InlineData("true", true, "--scope=all", true)]
    [InlineData("true", true, "--allow-local-store", false)]
    [InlineData("true", false, "--scope=all", false)]
    [InlineData("false", true, "--scope=all", false)]
    public async Task I_am_told_in_ci_that_the_runner_forgets_since_when(string ci, bool inCheckout, string option, bool isTold)
    {
        if (inCheckout) Directory.CreateDirectory(sandbox.PathOf(".git"));
        var run = (await Run.Of(Verdicts.Engine(sandbox.Folder, [Verdicts.Sub]), ["verify", option], variables => variables["CI"] = ci, folder: sandbox.Folder, clock: clock)).Ended(2);
        if (isTold) run.Says("warning[XDS7051]").Says("azure-blob");
        else run.Never("XDS7051");
    }

    [Fact]
    public async Task I_find_nothing_of_an_undeclared_domain_in_the_history()
    {
        (await RunAsync([Verdicts.Stranger], "stranger.example")).Ended(0);
        Assert.False(sandbox.Has(".xmppstate/history/verdicts.json"));
    }

    [Fact]
    public void Many_verdicts_show_the_first_200_and_stay_below_the_limit_of_comments()
    {
        var many = Enumerable.Range(0, 3000).Select(n => new VerifiedDomain(Verdicts.Sub with { Peer = Verdicts.Sub.Peer with { Domain = $"p{n}.example" } }, null, null));
        var result = VerifyResult.Of("contoso", "all", Verdicts.Now, many, []);

        Assert.Contains("2800 more domains", VerifyText.Render(result, Ink.None), StringComparison.Ordinal);
        var markdown = VerifyMarkdown.Render(result);
        Assert.InRange(markdown.Length, 40_000, MarkdownPage.Most);
        Assert.Contains("more domains not shown here", markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerdictKind.Works, 0)]
    [InlineData(VerdictKind.CannotTell, 0)]
    [InlineData(VerdictKind.CannotWork, 2)]
    public async Task Only_what_cannot_work_fails(VerdictKind kind, int code) =>
        (await RunAsync([Verdicts.Sub with { Outgoing = Verdicts.Sub.Outgoing with { Kind = kind }, Incoming = null }])).Ended(code);

    [Fact]
    public async Task I_can_stop_it()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        (await Run.Of(Verdicts.Engine(sandbox.Folder), ["verify"], folder: sandbox.Folder, stop: stopped.Token)).Ended(130);
    }

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(System.Collections.Immutable.ImmutableArray<PeerVerdict> verdicts, params string[] args) => RunAsync(Verdicts.Engine(sandbox.Folder, verdicts), args);

    private Task<Run> RunAsync(FakeEngine engine, params string[] args) => Run.Of(engine, ["verify", .. args], folder: sandbox.Folder, clock: clock);
}
