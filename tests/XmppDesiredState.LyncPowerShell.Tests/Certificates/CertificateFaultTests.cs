using System.Diagnostics;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Faults, rights and company at the certificate cmdlets.</summary>
[TakesLong(15)]
public sealed class CertificateFaultTests : EdgeFixture
{
    [Fact]
    public void Fault_of_one_computer_leaves_the_other_alone()
    {
        World.Add(new("Set-CsCertificate", FaultKind.Error) { On = LyncWorld.Edge2, Repeats = true, Message = "boo" });
        var thumbprint = World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"];
        var script = $"Set-CsCertificate -Type Internal -Thumbprint {thumbprint}";
        On(LyncWorld.Edge1, script);
        Assert.Equal("SimulatedFault", FailsOn(LyncWorld.Edge2, script).Id);
        Assert.False(World.Certificates.Assigned(LyncWorld.Edge2).ContainsKey("Internal"));
        Assert.Equal([LyncWorld.Edge1, LyncWorld.Edge2], World.Calls.Select(call => call.On));
    }

    [Theory]
    [InlineData(FaultMoment.BeforeWork, 0, false, false)]
    [InlineData(FaultMoment.Midway, 1, true, false)]
    [InlineData(FaultMoment.AfterWork, 1, true, true)]
    public void Request_whose_answer_was_lost_may_have_been_made(FaultMoment moment, int requests, bool isThere, bool isWhole)
    {
        World.Add(new("Request-CsCertificate", FaultKind.Error) { Moment = moment });
        Assert.Equal("SimulatedFault", FailsOn(LyncWorld.Edge1, $"Request-CsCertificate -New -Type External -Output '{RequestPath}'").Id);
        Assert.Equal(requests, World.Certificates.Requests(LyncWorld.Edge1).Length);
        Assert.Equal(isThere, File.Exists(RequestPath));
        if (isThere) Assert.Equal(isWhole, File.ReadAllText(RequestPath).EndsWith("-----END NEW CERTIFICATE REQUEST-----\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Work_that_has_no_middle_has_not_begun_there()
    {
        World.Add(new("Set-CsCertificate", FaultKind.Error) { Moment = FaultMoment.Midway });
        Assert.Equal("SimulatedFault", FailsOn(LyncWorld.Edge1, $"Set-CsCertificate -Type Internal -Thumbprint {World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"]}").Id);
        Assert.False(World.Certificates.Assigned(LyncWorld.Edge1).ContainsKey("Internal"));
    }

    [Fact]
    public async Task Process_killed_midway_leaves_a_key_and_half_a_file()
    {
        World.Add(new("Request-CsCertificate", FaultKind.Crash) { Moment = FaultMoment.Midway });
        Assert.NotEqual(0, (await StartAsync(LyncWorld.Edge2, $"Request-CsCertificate -New -Type External -Output '{RequestPath}'")).Code);
        Assert.Single(World.Certificates.Requests(LyncWorld.Edge2));
        Assert.DoesNotContain("-----END", File.ReadAllText(RequestPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_computer_keeps_the_data_of_programs_to_itself()
    {
        var (first, second) = (await StartAsync(LyncWorld.Edge1, "$env:ProgramData"), await StartAsync(LyncWorld.Edge2, "$env:ProgramData"));
        Assert.NotEqual(first.Output, second.Output);
        Assert.All((string[])[first.Output, second.Output], path => Assert.StartsWith(World.Folder, path, StringComparison.Ordinal));
    }

    [Fact]
    public void Account_without_rights_is_denied()
    {
        World.Arrange(state => state.Denied.Add("*-CsCertificate"));
        Assert.Equal("AccessDenied", FailsOn(LyncWorld.Edge1, "Get-CsCertificate").Id);
        Assert.Equal("AccessDenied", FailsOn(LyncWorld.Edge1, $"Request-CsCertificate -New -Type External -Output '{RequestPath}'").Id);
        Assert.False(File.Exists(RequestPath));
    }

    [Fact]
    public void Certificates_are_no_affair_of_the_central_store()
    {
        World.Lag(LyncWorld.Edge1, TimeSpan.FromHours(1));
        using var certificate = World.Certificates.Sign(Ask());
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}'; Set-CsCertificate -Type {External} -Thumbprint {certificate.Thumbprint}; Remove-CsCertificate -Type Internal,XmppServer -Force -ErrorAction Ignore");
        Assert.Equal(true, Assert.Single(Gives($"Get-CsManagementStoreReplicationStatus -ReplicaFqdn {LyncWorld.Edge1}")).Properties["UpToDate"].Value);
    }

    [Fact]
    public async Task Processes_on_both_Edges_lose_nothing_of_each_other()
    {
        var script = $"foreach ($i in 1..8) {{ Request-CsCertificate -New -Type External -KeyAlg ECDH_P256 -CA '{LyncWorld.AuthorityName}' -FriendlyName \"number $i\" }}";
        await Task.WhenAll(RunAsync(LyncWorld.Edge1, script), RunAsync(LyncWorld.Edge1, script), RunAsync(LyncWorld.Edge2, script));
        Assert.Equal((17, 9), (World.Certificates.On(LyncWorld.Edge1).Length, World.Certificates.On(LyncWorld.Edge2).Length));
        World.Certificates.Authority(ca => ca with { Mode = AuthorityMode.Pending });
        On(LyncWorld.Edge1, $"Request-CsCertificate -New -Type External -CA '{LyncWorld.AuthorityName}'");
        Assert.Equal(25, Assert.Single(World.Certificates.Requests(LyncWorld.Edge1)).Id);
    }

    private async Task RunAsync(string computer, string script) => Assert.Equal((0, "", ""), await StartAsync(computer, script));

    private async Task<(int Code, string Output, string Errors)> StartAsync(string computer, string script)
    {
        var start = new ProcessStartInfo(LyncWorld.Executable, ["-NonInteractive", "-Command", script]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in World.Variables(computer)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
