using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>A gateway that cannot be read: one cause, nothing planned for it, everything else as ever.</summary>
public sealed class RefusedConnectionSpecs
{
    private const string Body = """
        edgeAccess: { provider: lync, allowFederatedUsers: true }
        partners:
          list:
            - { domain: fabrikam.com, provider: lync, type: Federated, negotiation: sasl-over-tls }
            - { domain: other.example, provider: files, type: Federated, negotiation: sasl-over-tls }

        """;

    [Theory]
    [InlineData("host key", "XDS9822")]
    [InlineData("credentials", "XDS9823")]
    [InlineData("closed port", "XDS9821")]
    [InlineData("no PowerShell", "XDS9825")]
    [InlineData("no module", "XDS9853")]
    [InlineData("no right", "XDS9855")]
    public async Task I_am_told_the_one_cause_and_the_rest_is_planned(string trouble, string code)
    {
        await using var scene = await LyncScene.CreateAsync();
        scene.Declare(Body, trouble switch
        {
            "host key" => scene.Connection("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", scene.Sshd.PrivateKeyFile, scene.Sshd.Endpoint.Port),
            "credentials" => scene.Connection(scene.Sshd.Fingerprint, scene.Sshd.ForeignKeyFile, scene.Sshd.Endpoint.Port),
            "closed port" => scene.Connection(scene.Sshd.Fingerprint, scene.Sshd.PrivateKeyFile, FreePort.Take()),
            "no PowerShell" => scene.Ssh.Replace(scene.World.Program(), "/nowhere/powershell", StringComparison.Ordinal),
            _ => null,
        });
        scene.World.Arrange(state =>
        {
            if (trouble == "no module") state.Module = null;
            if (trouble == "no right") state.Denied.Add("Get-Cs*");
        });

        var plan = await scene.RunAsync("plan", "--detailed-exitcode", "--format", "text", "--format", "json=plan.json");

        Assert.Equal(1, plan.Code);
        // Two kinds are hidden by it, and it is said once; only rights are a matter of each cmdlet.
        var causes = trouble == "no right" ? 2 : 1;
        Assert.Equal(causes == 1, plan.Out.Contains("edge-access@lync and partner@lync could not be read", StringComparison.Ordinal));
        Assert.Equal(causes + 1, plan.Out.Split($"[{code}]").Length);
        Assert.Contains("partner/other.example", plan.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("partner/fabrikam.com", plan.Out, StringComparison.Ordinal);
        Assert.Contains("Plan: 1 to add, 0 to change, 0 to destroy.", plan.Out, StringComparison.Ordinal);

        var apply = await scene.ApplyAsync();

        Assert.Equal(3, apply.Code);
        Assert.Equal(causes + 1, (apply.Out + apply.Error).Split($"error[{code}]").Length);
        Assert.True(scene.Sandbox.Has("live/partner/other.example.yaml"));
        Assert.Empty(scene.World.Partners);
        Assert.DoesNotContain(scene.World.Calls, call => !call.Cmdlet.StartsWith("Get-", StringComparison.Ordinal));
    }
}
