using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

public sealed class ServiceTests : LyncFixture
{
    [Fact]
    public void Services_of_an_Edge_are_listed_by_name_and_display_name()
    {
        var services = Gives($"Get-CsWindowsService -ComputerName {LyncWorld.Edge1} -ExcludeActivityLevel");
        Assert.Equal(7, services.Length);
        var proxy = Assert.Single(services, service => service.Properties["DisplayName"].Value is "Lync Server XMPP Translating Gateway Proxy");
        Assert.Equal((World.ProxyService(LyncWorld.Edge1), "Running"), (proxy.Properties["Name"].Value, proxy.Properties["Status"].Value));
        Assert.Equal("Microsoft.Rtc.Management.Deployment.Core.NTService", proxy.TypeNames[0]);
        Assert.Null(proxy.Properties["ActivityLevel"]);
    }

    [Theory]
    [InlineData("Get-CsWindowsService -ComputerName nowhere.example", ErrorCategory.ConnectionError)]
    [InlineData("Stop-CsWindowsService -ComputerName nowhere.example -Name RTCSRV", ErrorCategory.ConnectionError)]
    [InlineData("Get-CsWindowsService -ComputerName edge1.contoso.example -Name 'Lync Server Access Edge'", ErrorCategory.ObjectNotFound)]
    [InlineData("Start-CsWindowsService -ComputerName edge1.contoso.example -Name RTC*", ErrorCategory.ObjectNotFound)]
    public void Unknown_computer_or_name_is_an_error(string script, ErrorCategory category) => Assert.Equal(category, Fails(script).Category);

    [Fact]
    public void Stop_stops_dependents_and_start_starts_prerequisites_only()
    {
        Gives($"Stop-CsWindowsService -Name RTCMRAUTH -ComputerName {LyncWorld.Edge1}");
        Assert.Equal("RTCMEDIARELAY RTCMRAUTH", Stopped());
        Gives($"Start-CsWindowsService -Name RTCMRAUTH -ComputerName {LyncWorld.Edge1}");
        Assert.Equal("RTCMEDIARELAY", Stopped());
        Gives($"Stop-CsWindowsService -Name RTCMRAUTH -ComputerName {LyncWorld.Edge1}; Start-CsWindowsService -Name RTCMEDIARELAY -ComputerName {LyncWorld.Edge1}");
        Assert.Equal("", Stopped());
        Assert.DoesNotContain(World.Computer(LyncWorld.Edge2).Services, service => !service.IsRunning);
    }

    [Fact]
    public void Service_that_fails_to_start_is_an_error_and_stays_stopped()
    {
        World.Service(LyncWorld.Edge1, "RTCDATAPROXY", service => service with { FailsToStart = true, IsRunning = false });
        Assert.Equal("ServiceStartFailed", Fails($"Start-CsWindowsService -Name RTCDATAPROXY -ComputerName {LyncWorld.Edge1}").Id);
        Assert.Equal("RTCDATAPROXY", Stopped());
    }

    [Fact]
    public void NoWait_shows_the_change_under_way()
    {
        World.Service(LyncWorld.Edge1, "RTCDATAPROXY", service => service with { Seconds = 3600 });
        var status = Assert.Single(Gives($"Stop-CsWindowsService -Name RTCDATAPROXY -ComputerName {LyncWorld.Edge1} -NoWait; Get-CsWindowsService RTCDATAPROXY -ComputerName {LyncWorld.Edge1}"));
        Assert.Equal("StopPending", status.Properties["Status"].Value);
    }

    [Fact]
    public async Task Xmpp_proxy_presents_the_certificate_that_was_assigned_when_it_started()
    {
        var name = World.ProxyService(LyncWorld.Edge1);
        World.StartListeners();
        var first = (await PresentedAsync(LyncWorld.Edge1)).Thumbprint;
        Assert.Equal(World.Computer(LyncWorld.Edge1).Assigned["XMPPServer"], first);
        using var key = RSA.Create(2048);
        using var next = new CertificateRequest("CN=next", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        World.Assign(LyncWorld.Edge1, next, "XMPPServer");
        Assert.Equal(first, (await PresentedAsync(LyncWorld.Edge1)).Thumbprint);
        Gives($"Stop-CsWindowsService -Name {name} -ComputerName {LyncWorld.Edge1}");
        Assert.Null((await PresentedAsync(LyncWorld.Edge1)).Thumbprint);
        Gives($"Start-CsWindowsService -Name {name} -ComputerName {LyncWorld.Edge1}");
        Assert.Equal(next.Thumbprint, (await PresentedAsync(LyncWorld.Edge1)).Thumbprint);
    }

    private string Stopped() => string.Join(' ', World.Computer(LyncWorld.Edge1).Services.Where(service => !service.IsRunning).Select(service => service.Name).Order(StringComparer.Ordinal));
}
