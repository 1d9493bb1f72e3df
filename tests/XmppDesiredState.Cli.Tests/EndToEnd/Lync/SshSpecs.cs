using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>The gateway managed through a real SSH server.</summary>
[TakesLong(70)]
public sealed class SshSpecs
{
    private const string Everything = """
        edgeAccess: { provider: lync, allowFederatedUsers: true }
        accessPolicies:
          provider: lync
          list:
            - { identity: global, enableFederationAccess: true, enableXmppAccess: true }
            - { identity: "tag:Sales", description: "Sales and friends", enableFederationAccess: true, enableXmppAccess: true }
            - { identity: "site:Redmond", enableFederationAccess: false, enableXmppAccess: false }
        gatewaySettings: { provider: lync, keepAliveInterval: 4m, streamInactivityTimeout: 15m, partnerConnectionLimit: 30 }
        partners:
          provider: lync
          list:
            - { domain: Fabrikam.com, type: Federated, negotiation: sasl-over-tls, description: "Fabrikam", additionalDomains: [it.fabrikam.com, Sales.Fabrikam.com.] }
            - { domain: chat.example.org, type: PublicUnverified, negotiation: sasl-or-tls-dialback, keepAlive: false }
            - { domain: bücher.example, type: Federated, negotiation: { tls: Optional, sasl: NotSupported, dialback: true }, connectionLimit: 7, proxy: proxy.bücher.example }

        """;

    [Fact]
    public async Task I_can_plan_apply_and_plan_nothing()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Everything);

        var plan = await scene.RunAsync("plan", "--detailed-exitcode");
        var apply = await scene.ApplyAsync();

        Assert.Equal((2, 0), (plan.Code, apply.Code));
        Assert.Contains("Apply complete! Resources: 5 added, 3 changed, 0 destroyed.", apply.Out, StringComparison.Ordinal);
        await scene.PlansNothingAsync();
        Assert.Equal(["chat.example.org", "fabrikam.com", "xn--bcher-kva.example"], scene.World.Partners.Select(partner => partner.Identity.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Equal(240u, scene.World.Gateway["KeepAliveInterval"]);
        Assert.Equal(true, scene.World.AccessEdge["AllowFederatedUsers"]);
    }

    [Fact]
    public async Task I_can_change_the_three_settings_of_a_negotiation_in_one_call_and_remove_what_left_the_file()
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Everything);
        Assert.Equal(0, (await scene.ApplyAsync()).Code);
        scene.World.ForgetCalls();
        var text = scene.Sandbox.Read("desired.yaml");
        scene.Sandbox.Write("desired.yaml", text.Replace("negotiation: sasl-over-tls, description: \"Fabrikam\", additionalDomains: [it.fabrikam.com, Sales.Fabrikam.com.]",
            "negotiation: tcp-dialback, description: null, additionalDomains: [it.fabrikam.com, hr.fabrikam.com]", StringComparison.Ordinal)
            .Replace("    - { domain: chat.example.org, type: PublicUnverified, negotiation: sasl-or-tls-dialback, keepAlive: false }\n", "", StringComparison.Ordinal));

        var apply = await scene.ApplyAsync();

        Assert.True(apply.Code == 0, apply.Out + apply.Error);
        Assert.Contains("0 added, 1 changed, 1 destroyed.", apply.Out, StringComparison.Ordinal);
        Assert.Single(scene.World.Calls, call => call.Cmdlet == "Set-CsXmppAllowedPartner");
        var fabrikam = scene.World.Partners.Single(partner => partner.Identity.Equals("fabrikam.com", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["hr.fabrikam.com", "it.fabrikam.com"], fabrikam.AdditionalDomains.Order(StringComparer.Ordinal));
        Assert.True(string.IsNullOrEmpty(fabrikam.Description));
        await scene.PlansNothingAsync();
    }

    [Fact]
    public async Task I_can_manage_five_thousand_partners_over_one_session_a_run()
    {
        const int there = 4_800, wanted = 5_000;
        await using var scene = await LyncScene.CreateAsync();
        scene.World.Arrange(state => state.Partners.AddRange(Enumerable.Range(0, there).Select(number => new LyncPartner { Identity = $"p{number:0000}.example" })));
        scene.Declare("partners:\n  provider: lync\n  list:\n" + string.Concat(Enumerable.Range(0, wanted).Select(number => $"    - {{ domain: p{number:0000}.example, type: PublicUnverified }}\n")));

        var plan = await scene.RunAsync("plan", "--detailed-exitcode");

        Assert.True(plan.Code == 2, plan.Error);
        Assert.Contains("Plan: 200 to add, 0 to change, 0 to destroy.", plan.Out, StringComparison.Ordinal);
        Assert.All(scene.World.Calls.GroupBy(call => call.Cmdlet + string.Join(' ', call.Parameters)), group => Assert.Single(group));
        Assert.Single(scene.World.Calls, call => call.Cmdlet == "Get-CsXmppAllowedPartner");

        var logins = scene.Logins();
        var apply = await scene.ApplyAsync();
        Assert.True(apply.Code == 0, apply.Out[..Math.Min(4000, apply.Out.Length)] + apply.Error);
        Assert.Equal(wanted - there, scene.World.Calls.Count(call => call.Cmdlet == "New-CsXmppAllowedPartner"));
        Assert.Equal(logins + 1, scene.Logins());
        Assert.Equal(wanted, scene.World.Partners.Length);
        await scene.PlansNothingAsync();
    }

    [Fact]
    public async Task I_can_begin_with_the_example()
    {
        await using var scene = await LyncScene.CreateAsync();
        var example = await File.ReadAllTextAsync(Path.Combine(Repository.Examples, "lync", "desired.yaml"));
        scene.Sandbox.Write("desired.yaml", example);
        Assert.Equal(0, (await scene.RunAsync("validate")).Code);
        Assert.Equal(0, (await scene.RunAsync("fmt", "--check")).Code);
        var connection = example.Split('\n').Single(line => line.TrimStart().StartsWith("ssh:", StringComparison.Ordinal));
        scene.Sandbox.Edit("desired.yaml", $"    connection:\n{connection}\n", $"    connection: {scene.Ssh}\n");

        var apply = await scene.ApplyAsync();

        Assert.True(apply.Code == 0, apply.Out + apply.Error);
        Assert.Contains("3 added, 2 changed, 0 destroyed.", apply.Out, StringComparison.Ordinal);
        await scene.PlansNothingAsync();
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("local")]
    public async Task I_can_describe_a_partner_in_any_words_and_nothing_runs(string connection)
    {
        await using var scene = await LyncScene.CreateAsync();
        var mark = scene.Sandbox.PathOf("ran");
        string[] words =
        [
            $"$([IO.File]::WriteAllText('{mark}','x'))", $"'; [IO.File]::WriteAllText('{mark}','x'); '", $"\"; [IO.File]::WriteAllText(\"{mark}\",\"x\"); \"", $"`$(ls >{mark})`",
            "it's ‘quoted’ ‚twice‛ and “thrice” „so‟", "`n`0`\"$PSVersionTable", "@(1) @{a=1} %{ } & | ; # --% <#", "שלום عليكم", "😀 👩‍👩‍👧‍👦 𝔛", "_x000A_ ]]> <Objs/> &amp;", "-Confirm:$true", "  spaces  around  ",
        ];
        scene.Declare("partners:\n  provider: lync\n  list:\n" + string.Concat(words.Select((text, number) =>
            $"    - {{ domain: p{number}.example, type: Federated, negotiation: sasl-over-tls, description: {System.Text.Json.JsonSerializer.Serialize(text)} }}\n")), connection == "ssh" ? scene.Ssh : scene.Local);

        var apply = await scene.ApplyAsync();

        Assert.True(apply.Code == 0, apply.Out + apply.Error);
        Assert.Equal(words, scene.World.Partners.OrderBy(partner => partner.Identity.Length).ThenBy(partner => partner.Identity, StringComparer.Ordinal).Select(partner => partner.Description));
        Assert.False(File.Exists(mark));
        await scene.PlansNothingAsync();
    }
}
