namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>The story of <c>examples/quickstart</c>, from an empty live system on.</summary>
public sealed class QuickstartSpecs : IDisposable
{
    private const string Zone = "zones/contoso.com.zone";
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    [Fact]
    public async Task I_can_plan_apply_and_plan_nothing()
    {
        (await sandbox.RunAsync("plan")).Ended(0).Says("Plan: 6 to add, 2 to change, 0 to destroy. Also: 1 restart.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(2);
        Assert.False(Directory.Exists(sandbox.PathOf("live")), "plan wrote to the live folder.");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0).Says("Apply complete! Resources: 6 added, 3 changed, 0 destroyed.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("No changes.");
    }

    [Fact]
    public async Task I_can_change_remove_and_find_what_somebody_added_by_hand()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Edit("desired.yaml", "negotiation: sasl-or-tls-dialback", "negotiation: tls-dialback");
        RemoveWingtipToys(sandbox);
        sandbox.Write("live/partner/byhand.example.yaml", "type: Federated\nnegotiation: sasl-over-tls\n");

        var plan = (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(2)
            .Says("Plan: 0 to add, 1 to change, 1 to destroy. Unlisted: 1 partner.").Says("partner/byhand.example");
        Assert.Single(plan.Out.Split('\n'), line => line.TrimStart() == "~ update");
        Assert.Single(plan.Out.Split('\n'), line => line.TrimStart().StartsWith("- delete", StringComparison.Ordinal));

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0).Says("0 added, 1 changed, 1 destroyed.");

        Assert.False(sandbox.Has("live/partner/chat.wingtiptoys.com.yaml"));
        Assert.Equal("type: Federated\nnegotiation: sasl-over-tls\n", sandbox.Read("live/partner/byhand.example.yaml"));
        var after = (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("partner/byhand.example");
        Assert.DoesNotContain(after.Out.Split('\n'), line => line.TrimStart() is "~ update" or "+ create" or "- delete");
    }

    [Fact]
    public async Task The_zone_keeps_every_foreign_record_and_is_one_that_BIND_accepts()
    {
        var before = sandbox.Read(Zone).Split('\n');
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);

        var after = sandbox.Read(Zone).Split('\n');
        // Removed is the old serial, added the new one and our record between its marks.
        Assert.Contains("serial", Assert.Single(before.Except(after)), StringComparison.Ordinal);
        Assert.Equal(4, after.Except(before).Count());
        Assert.Equal(before.Where(line => !line.Contains("serial", StringComparison.Ordinal)), after.Where(before.Contains));
        (await Zones.CheckAsync(sandbox, Zone)).Ended(0).Says("OK");
    }

    [Fact]
    public async Task I_can_see_who_applied_what_and_why()
    {
        (await sandbox.RunAsync("apply", "--auto-approve", "--reason", "first partners")).Ended(0);
        (await sandbox.RunAsync("runs")).Ended(0).Says("first partners").Says("6 added, 3 changed");
    }

    public void Dispose() => sandbox.Dispose();

    internal static void RemoveWingtipToys(Sandbox sandbox)
    {
        var text = sandbox.Read("desired.yaml");
        var start = text.IndexOf("    - domain: chat.wingtiptoys.com", StringComparison.Ordinal);
        sandbox.Write("desired.yaml", text.Remove(start, text.IndexOf("\n# Requested, issued", StringComparison.Ordinal) - start));
    }
}
