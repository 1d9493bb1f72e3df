using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Approved is what a plan says, not the moment it was made in.</summary>
public sealed class ApprovalSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    [Fact]
    public async Task I_can_apply_a_saved_plan_after_an_unrelated_live_change()
    {
        await SaveAsync();
        sandbox.Write("live/partner/byhand.example.yaml", "type: Federated\n");

        (await sandbox.RunAsync("apply", "plan.json")).Ended(0).Says("6 added, 3 changed, 0 destroyed.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Fact]
    public async Task I_can_apply_a_saved_plan_after_the_files_were_rewritten_to_say_the_same()
    {
        await SaveAsync();
        var text = sandbox.Read("desired.yaml");
        var (start, end) = (text.IndexOf("partners:", StringComparison.Ordinal), text.IndexOf("srvRecords:", StringComparison.Ordinal));
        sandbox.Write("partners.yaml", "# Split off.\napiVersion: xmppstate/v1\n" + text[start..end]
            .Replace("type: Federated\n      negotiation: sasl-over-tls\n", "negotiation: sasl-over-tls # reordered\n      type: Federated\n", StringComparison.Ordinal));
        sandbox.Write("desired.yaml", text.Remove(start, end - start).Replace("allowFederatedUsers: true", "allowFederatedUsers:   true", StringComparison.Ordinal));

        (await sandbox.RunAsync("apply", "plan.json")).Ended(0).Says("6 added, 3 changed, 0 destroyed.");
    }

    [Fact]
    public async Task I_can_apply_the_rest_of_a_saved_plan_after_a_partial_run()
    {
        await SaveAsync();
        (await sandbox.RunAsync("apply", "--auto-approve", "--only", "partner/*")).Ended(0).Says("3 added, 0 changed");

        (await sandbox.RunAsync("apply", "plan.json")).Ended(0).Says("3 added, 3 changed, 0 destroyed.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
        (await sandbox.RunAsync("apply", "plan.json")).Ended(0).Says("0 added, 0 changed, 0 destroyed.");
    }

    [Fact]
    public async Task I_am_refused_when_a_touched_address_changed_live()
    {
        await SaveAsync();
        sandbox.Write("live/partner/fabrikam.com.yaml", "type: Federated\nnegotiation: tls-dialback\n");
        await RefusedAsync("partner/fabrikam.com");
    }

    [Fact]
    public async Task I_am_refused_when_the_configuration_changed()
    {
        await SaveAsync();
        sandbox.Edit("desired.yaml", "connectionLimit: 20\n      protect", "connectionLimit: 21\n      protect");
        await RefusedAsync("partner/fabrikam.com");
    }

    [Fact]
    public async Task I_am_refused_when_the_configuration_asks_for_more()
    {
        await SaveAsync();
        sandbox.Edit("desired.yaml", "\n# Requested, issued", "    - { domain: more.example, type: Federated, negotiation: sasl-over-tls }\n\n# Requested, issued");
        await RefusedAsync("partner/more.example");
    }

    [Fact]
    public async Task I_am_refused_when_the_plan_was_made_for_another_target()
    {
        await SaveAsync();
        sandbox.Edit("desired.yaml", "type: local, path: live", "type: local, path: other");
        await RefusedAsync("gateway");
        Assert.False(Directory.Exists(sandbox.PathOf("other")));
    }

    [Fact]
    public async Task I_am_refused_when_one_byte_of_the_plan_was_edited()
    {
        await SaveAsync();
        var plan = Encoding.UTF8.GetBytes(sandbox.Read("plan.json"));
        var before = sandbox.Snapshot();
        for (var number = 0; number < 60; number++)
        {
            var index = number * plan.Length / 60;
            byte[] edited = [.. plan];
            edited[index] ^= 1;
            sandbox.Write("edited.json", edited);

            var refused = await sandbox.RunAsync("apply", "edited.json");

            Assert.True(refused.Code is 4 or 1, $"Byte {index} was edited and the plan executed: {refused.All}");
            File.Delete(sandbox.PathOf("edited.json"));
            Assert.Equal(before, Without(".xmppstate/"));
        }
    }

    [Fact]
    public async Task I_am_refused_without_approval_where_nobody_can_be_asked()
    {
        var before = sandbox.Snapshot();
        (await sandbox.RunAsync("apply")).Ended(4).Says("XDS7003");
        Assert.Equal(before, Without(".xmppstate/"));
    }

    public void Dispose() => sandbox.Dispose();

    private async Task SaveAsync() => (await sandbox.RunAsync("plan", "--out", "plan.json")).Ended(0);

    private async Task RefusedAsync(string what)
    {
        var before = sandbox.Snapshot();
        (await sandbox.RunAsync("apply", "plan.json")).Ended(4).Says(what).Says("Nothing was executed").Never("   at ");
        Assert.Equal(before, Without(".xmppstate/"));
    }

    // The folder of the lock may come into being; nothing else may.
    private SortedDictionary<string, string> Without(string folder)
    {
        var files = sandbox.Snapshot();
        foreach (var file in files.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).ToList()) files.Remove(file);
        return files;
    }
}
