using System.Globalization;
using XmppDesiredState.Changes;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>The plan as a batch for nsupdate.</summary>
public sealed class ScriptSpecs
{
    private static readonly SrvTarget One = new(0, 0, 5269, "a.example.test"), Two = new(10, 5, 5270, "b.example.test");

    [Fact]
    public void I_can_read_the_whole_batch_and_what_it_leaves_out()
    {
        var plan = PlanOf(
            Step("_xmpp-server._tcp.new.example.test", Operation.Create, null, [One, Two]),
            Step("_xmpp-server._tcp.example.test", Operation.Update, [One], [Two]),
            Step("_xmpps-server._tcp.old.example.test", Operation.Delete, [One, Two], null),
            Step("_xmpp-server._tcp.elsewhere.test", Operation.Create, null, [new(0, 0, 0, ".")], provider: "other"));

        var script = NsupdateScript.Of(plan with { Changes = [.. Plans.Rich.Changes, .. plan.Changes] },
            name => name == "dns" ? new UpdateTarget("192.0.2.53 5353", ["test", "example.test"]) : UpdateTarget.Unknown);

        Golden.Matches("script.nsupdate", script.Text);
    }

    [Fact]
    public void I_get_no_command_that_a_name_smuggles_in()
    {
        const string Hostile = "x.test\nupdate delete example.test A\nsend; a \"b\" ü";
        var plan = PlanOf(Step("_xmpp-server._tcp." + Hostile, Operation.Create, null, [One]), Step("_xmpp-server._tcp.ok.test", Operation.Create, null, [One])) with { Name = "evil\nupdate delete example.test A" };

        var lines = NsupdateScript.Of(plan, _ => new UpdateTarget(null, [Hostile])).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(@"^(;.*|zone \S+|send|prereq nxrrset \S+ SRV|update add \S+ 300 SRV 0 0 5269 a\.example\.test\.)$", line));
        Assert.Equal(2, lines.Count(line => line == "send"));
        Assert.Contains(lines, line => line.Contains("""x.test\010update\032delete\032example.test\032A\010send\059\032a\032\034b\034\032\195\188.""", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("example.test", "example.test.")]
    [InlineData("example.test.", "example.test.")]
    [InlineData(".", ".")]
    [InlineData("a\\032b.test", "a\\032b.test.")]
    [InlineData("a\\b.test", "a\\092b.test.")]
    [InlineData("a\\999.test", "a\\092999.test.")]
    [InlineData("::1", "\\058\\0581.")]
    public void Name_IsAbsoluteAndEscaped(string name, string written) => Assert.Equal(written, NsupdateName.Of(name));

    [Theory]
    [InlineData("192.0.2.53:53", "192.0.2.53 53")]
    [InlineData("ns1.example.test", "ns1.example.test")]
    [InlineData("[2001:db8::1]:5353", "2001:db8::1 5353")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("ns1:70000", null)]
    [InlineData("ns1\nzone x", null)]
    [InlineData("", null)]
    public void Server_IsWrittenAsNsupdateTakesIt(string written, string? server)
    {
        var options = Value.Map.NoItems.Add("server", new Value.Text(written)).Add("zones", new Value.List([new Value.Text("Example.test.")]));
        var target = UpdateTarget.Of(new ProviderDeclaration("dns", "rfc2136", options, "/", new SourceSpan("x", 1, 1, 1, 1)));

        Assert.Equal((server, "example.test", null), (target.Server, target.ZoneOf("_xmpp-server._tcp.example.test"), target.ZoneOf("_xmpp-server._tcp.myexample.test")));
    }

    [Fact]
    public void What_has_no_known_server_comes_first_or_not_at_all()
    {
        var plan = PlanOf(Step("_xmpp-server._tcp.a.test", Operation.Create, null, [One], "known"), Step("_xmpp-server._tcp.b.test", Operation.Create, null, [One], "unknown"),
            Step("_xmpp-server._tcp.c.other", Operation.Create, null, [One], "known"));

        var all = NsupdateScript.Of(plan, name => name == "known" ? new UpdateTarget("192.0.2.1", ["test", "other"]) : new UpdateTarget(null, ["test"]));
        var some = NsupdateScript.Of(plan, name => name == "known" ? new UpdateTarget("192.0.2.1", ["test"]) : new UpdateTarget(null, ["test"]));

        Assert.Empty(all.LeftOut);
        Assert.True(all.Text.IndexOf("add _xmpp-server._tcp.b.test.", StringComparison.Ordinal) < all.Text.IndexOf("server 192.0.2.1", StringComparison.Ordinal));
        Assert.Equal("srv-record/_xmpp-server._tcp.b.test@unknown", Assert.Single(some.LeftOut).Change.ToString());
        Assert.DoesNotContain("add _xmpp-server._tcp.b.test.", some.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_script_a_fresh_plan_and_a_saved_one_alike()
    {
        using var sandbox = Sandbox.Of("quickstart");
        var fresh = await Run.Of(null, ["script", "--format", "nsupdate"], folder: sandbox.Folder);
        Assert.Equal(0, (await Run.Of(null, ["plan", "--out", "plan.json"], folder: sandbox.Folder)).Code);
        var saved = await Run.Of(null, ["script", "plan.json", "-f", "desired.yaml", "--format", "nsupdate=batch"], folder: sandbox.Folder);
        var bare = await Run.Of(null, ["script", "plan.json", "--format", "nsupdate"], folder: sandbox.Folder);

        Assert.Equal((0, 0, 0, ""), (fresh.Code, saved.Code, bare.Code, saved.Out));
        var commands = Commands(fresh.Out);
        Assert.Equal(["zone contoso.com.", "prereq nxrrset _xmpp-server._tcp.contoso.com. SRV", "update add _xmpp-server._tcp.contoso.com. 3600 SRV 0 0 5269 access.contoso.com.", "send"], commands);
        Assert.Equal(commands, Commands(sandbox.Read("batch")));
        Assert.Equal(commands.Skip(1), Commands(bare.Out));
        Assert.Contains("warning[XDS7015]", fresh.Error, StringComparison.Ordinal);
        Assert.Contains(";   partner/fabrikam.com@gateway: not DNS\n", fresh.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sandbox.PathOf("live")), "script wrote to the live folder.");
    }

    [Fact]
    public async Task I_am_told_where_the_script_is_not_the_whole_plan()
    {
        var run = await Run.Of(new FakeEngine { Plan = Plans.Rich }, ["script", "--format", "nsupdate"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("; Incomplete: not everything could be read, and what could not is not in here.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("error[XDS3001]: The server does not answer.", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning[XDS7015]: 5 changes of the plan are not in the script: 4 partners, 1 service.", run.Error, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith(";", line, StringComparison.Ordinal));
    }

    private static string[] Commands(string script) => [.. script.Split('\n').Where(line => line.Length > 0 && line[0] != ';')];

    internal static Plan PlanOf(params (Change Change, Step Step)[] steps) => Plans.Nothing with
    {
        Changes = [.. steps.Select(step => step.Change)],
        Steps = [.. steps.Select((step, index) => new PlannedStep(step.Step with { Id = index + 1 }, 4, [], step.Change.Address))],
    };

    internal static (Change Change, Step Step) Step(string owner, Operation operation, SrvTarget[]? before, SrvTarget[]? after, string provider = "dns")
    {
        var id = new ResourceId(SrvRecord.Kind, owner);
        var (had, shall) = (Set(id, before), Set(id, after));
        return (new Change { Address = new Address(id, provider), Action = Enum.Parse<ChangeAction>(operation.ToString()), Before = had, After = shall, Reason = string.Create(CultureInfo.InvariantCulture, $"{operation}_because_it_differs") },
            new Step(0, provider, id, null, operation, had is null ? null : new ObservedResource(had, "v"), shall));
    }

    private static Resource? Set(ResourceId id, SrvTarget[]? targets) =>
        targets is null ? null : new Resource(id).With(SrvRecord.Ttl, TimeSpan.FromSeconds(300)).With(SrvRecord.Targets, [.. targets]);
}
