namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>What guards hold back, the flag that lifts each, and the rest that is applied all the same.</summary>
public sealed class GuardSpecs : IDisposable
{
    private const string Head = "apiVersion: xmppstate/v1\nproviders: { gateway: { type: local, path: live } }\n";
    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task An_empty_list_deletes_nothing_until_it_is_said_to_be_meant()
    {
        foreach (var name in (string[])["a", "b", "c"]) sandbox.Write($"live/partner/{name}.example.yaml", "type: Federated\n");
        const string Empty = "partners: { provider: gateway, unlisted: delete, list: [] }\n";
        sandbox.Write("desired.yaml", Head + Empty);
        (await sandbox.RunAsync("plan")).Ended(0).Says("--allow-empty partner");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(4).Says("--allow-empty partner");

        sandbox.Write("desired.yaml", Head + Empty + "edgeAccess: { provider: gateway, allowFederatedUsers: true }\n");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(3).Says("--allow-empty partner").Says("0 added, 1 changed, 0 destroyed");
        Assert.Equal(3, Partners().Length);

        (await sandbox.RunAsync("apply", "--auto-approve", "--allow-empty", "partner")).Ended(0).Says("0 added, 0 changed, 3 destroyed.");
        Assert.Empty(Partners());
    }

    [Fact]
    public async Task More_than_thirty_percent_of_a_kind_is_deleted_only_when_the_number_is_given()
    {
        Declare(Enumerable.Range(1, 12));
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0).Says("12 added");
        Declare(Enumerable.Range(5, 9));

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(3).Says("--max-deletes 4").Says("1 added, 0 changed, 0 destroyed");
        Assert.Equal(13, Partners().Length);
        (await sandbox.RunAsync("apply", "--auto-approve", "--max-deletes", "3")).Ended(4).Says("--max-deletes 4");
        (await sandbox.RunAsync("apply", "--auto-approve", "--max-deletes", "4")).Ended(0).Says("0 added, 0 changed, 4 destroyed.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Fact]
    public async Task A_protected_partner_that_left_the_file_stays_until_it_is_named()
    {
        sandbox.Write("desired.yaml", Head + "partners:\n  list:\n    - { domain: a.example, type: Federated, protect: true }\n    - { domain: b.example, type: Federated }\n    - { domain: c.example, type: Federated }\n");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write("desired.yaml", Head + "partners:\n  list:\n    - { domain: c.example, type: Federated }\n");

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(3).Says("--allow-delete partner/a.example").Says("0 added, 0 changed, 1 destroyed");
        Assert.Equal(["a.example.yaml", "c.example.yaml"], Partners());
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(4).Says("--allow-delete partner/a.example");
        (await sandbox.RunAsync("apply", "--auto-approve", "--allow-delete", "partner/a.example")).Ended(0).Says("1 destroyed.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Fact]
    public async Task A_domain_moves_from_one_partner_to_another_in_one_apply()
    {
        await ApplyAsync("{ domain: z.example, type: Federated, additionalDomains: [sales.example, it.example] }");
        await ApplyAsync("{ domain: z.example, type: Federated, additionalDomains: [it.example] }", "{ domain: a.example, type: Federated, additionalDomains: [sales.example] }");
        await ApplyAsync("{ domain: z.example, type: Federated, additionalDomains: [] }", "{ domain: a.example, type: Federated, additionalDomains: [sales.example] }", "{ domain: it.example, type: Federated }");
        await ApplyAsync("{ domain: sales.example, type: Federated, additionalDomains: [it.example] }", "{ domain: z.example, type: Federated, additionalDomains: [] }", "{ domain: a.example, type: Federated, additionalDomains: [] }");
    }

    [Fact]
    public async Task Two_partners_swap_domains_in_one_apply()
    {
        await ApplyAsync("{ domain: a.example, type: Federated, additionalDomains: [x.example] }", "{ domain: b.example, type: Federated, additionalDomains: [y.example] }");
        await ApplyAsync("{ domain: a.example, type: Federated, additionalDomains: [y.example] }", "{ domain: b.example, type: Federated, additionalDomains: [x.example] }");
        Assert.Contains("y.example", sandbox.Read("live/partner/a.example.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_that_an_unlisted_partner_holds_is_not_taken_from_it()
    {
        sandbox.Write("live/partner/holder.example.yaml", "type: Federated\nadditionalDomains:\n  - x.example\n");
        sandbox.Write("desired.yaml", Head + "partners:\n  list:\n    - { domain: x.example, type: Federated }\n    - { domain: y.example, type: Federated }\n");

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(3).Says("XDS4101").Says("partner/holder.example").Says("1 added");
        Assert.Equal(["holder.example.yaml", "y.example.yaml"], Partners());
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("plan", "--frob")]
    [InlineData("apply", "--frob")]
    [InlineData("apply", "--auto-aprove")]
    [InlineData("plan", "--format", "xml")]
    [InlineData("plan", "--only", "partners/x.example")]
    [InlineData("apply", "--max-deletes", "-1")]
    [InlineData("plan", "--var", "novalue")]
    [InlineData("validate", "-f")]
    public async Task Wrong_usage_ends_with_64_and_writes_nothing(params string[] args)
    {
        (await sandbox.RunAsync(args)).Ended(64).Never("   at ");
        Assert.Empty(sandbox.Snapshot());
    }

    [Fact]
    public async Task Approval_and_guards_are_never_lifted_by_the_environment()
    {
        sandbox.Write("live/partner/a.example.yaml", "type: Federated\n");
        sandbox.Write("desired.yaml", Head + "partners: { provider: gateway, unlisted: delete, list: [] }\n");
        (await sandbox.RunAsync(environment =>
        {
            environment["XMPPSTATE_AUTO_APPROVE"] = "true";
            environment["XMPPSTATE_ALLOW_EMPTY"] = "partner";
        }, "apply")).Ended(4);
        Assert.Single(Partners());
    }

    public void Dispose() => sandbox.Dispose();

    private string[] Partners() => Directory.Exists(sandbox.PathOf("live/partner"))
        ? [.. Directory.GetFiles(sandbox.PathOf("live/partner")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
        : [];

    private void Declare(IEnumerable<int> numbers) =>
        sandbox.Write("desired.yaml", Head + "partners:\n  list:\n" + string.Concat(numbers.Select(number => $"    - {{ domain: p{number}.example, type: Federated }}\n")));

    private async Task ApplyAsync(params string[] partners)
    {
        sandbox.Write("desired.yaml", Head + "partners:\n  list:\n" + string.Concat(partners.Select(partner => $"    - {partner}\n")));
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }
}
