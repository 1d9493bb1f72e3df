using System.Net;
using System.Net.Sockets;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.PowerShell.Tests.Sessions;
using XmppDesiredState.Providers;
using XmppDesiredState.Servers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.PowerShell.Tests.Connections;

[TakesLong(15)]
public sealed class SshConnectionTests(SessionFixture fixture)
{
    private const string OtherKey = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private PowerShellConnection.Ssh Connection => Simulator.Ssh(fixture.Server);

    [Fact]
    public async Task Open_WrongHostKey_ShowsBothAndSendsNothing()
    {
        var problem = await FailsAsync(Connection with { HostKeys = [OtherKey], User = "nobody-asked" });

        Assert.Equal("XDS9822", problem.Code);
        Assert.Contains(fixture.Server.Fingerprint, problem.Summary, StringComparison.Ordinal);
        Assert.Contains(OtherKey, problem.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-asked", fixture.Server.Log(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_HostKeyAmongSeveral_IsTrusted(bool padded)
    {
        await using var session = await Simulator.OpenAsync(Connection with { HostKeys = [OtherKey, fixture.Server.Fingerprint + (padded ? "=" : "")] });

        Assert.Equal([3], (await session.InvokeAsync("1 + 2")).Output);
    }

    [Fact]
    public async Task Open_UnknownUser_IsRefused()
    {
        var problem = await FailsAsync(Connection with { User = "nobody-of-that-name" });

        Assert.Equal("XDS9823", problem.Code);
        Assert.Contains("nobody-of-that-name", problem.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ForeignKey_IsRefused() =>
        Assert.Equal("XDS9823", (await FailsAsync(Connection with { PrivateKey = Secrets.File(fixture.Server.ForeignKeyFile) })).Code);

    [Fact]
    public async Task Open_Password_IsRefusedAndNotShown()
    {
        var problem = await FailsAsync(Connection with { PrivateKey = null, Password = Secrets.Text("hunter2-hunter2") });

        Assert.Equal("XDS9823", problem.Code);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_EncryptedKeyWithItsPassphrase_Works()
    {
        await using var session = await Simulator.OpenAsync(Connection with
        {
            PrivateKey = Secrets.File(fixture.Server.EncryptedKeyFile),
            Passphrase = Secrets.Text(fixture.Server.Passphrase),
        });

        Assert.Equal([3], (await session.InvokeAsync("1 + 2")).Output);
    }

    [Theory]
    [InlineData(null, "there is no passphrase")]
    [InlineData("wrong", "cannot be read with this passphrase")]
    public async Task Open_EncryptedKeyWithoutItsPassphrase_SaysSo(string? passphrase, string expected)
    {
        var problem = await FailsAsync(Connection with
        {
            PrivateKey = Secrets.File(fixture.Server.EncryptedKeyFile),
            Passphrase = passphrase is null ? null : Secrets.Text(passphrase),
        });

        Assert.Equal("XDS9824", problem.Code);
        Assert.Contains(expected, problem.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n")]
    public async Task Open_SomethingElseThanAKey_SaysSoWithoutShowingIt(string content)
    {
        var problem = await FailsAsync(Connection with { PrivateKey = Secrets.Text(content) });

        Assert.Equal("XDS9824", problem.Code);
    }

    [Fact]
    public async Task Open_ClosedPort_IsUnreachable()
    {
        var problem = await FailsAsync(Connection with { Port = FreePort.Take() });

        Assert.Equal("XDS9821", problem.Code);
        Assert.Contains("nobody listens", problem.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UnknownHost_IsUnreachable() => Assert.Equal("XDS9821", (await FailsAsync(Connection with { Host = "no-such-host.invalid" })).Code);

    [Theory]
    [InlineData("")]
    [InlineData("220 mail.test ESMTP\r\n")]
    [InlineData("SSH-2.0-x\r\n")]
    public async Task Open_ServerThatIsSilentOrNoSshServer_IsUnreachableInTime(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepted = AcceptAsync(listener, greeting);

        var problem = await FailsAsync(Connection with { Port = ((IPEndPoint)listener.LocalEndpoint).Port, ConnectTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal("XDS9821", problem.Code);
        (await accepted).Dispose();
    }

    [Fact]
    public async Task Open_CommandThatIsNotThere_ShowsWhatTheServerSaid()
    {
        var problem = await FailsAsync(Connection with { Command = "no-such-powershell -Command -" });

        Assert.Equal("XDS9825", problem.Code);
        Assert.Contains("exit code 127", problem.Summary, StringComparison.Ordinal);
        Assert.Contains("no-such-powershell", problem.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UnderNoExec_ConnectsAllTheSame()
    {
        await using var session = await PowerShellSession.OpenAsync(Connection, Simulator.Opening with { AllowPrograms = false }, TestContext.Current.CancellationToken);

        Assert.Equal([3], (await session.InvokeAsync("1 + 2")).Output);
    }

    [Fact]
    public async Task Open_Cancelled_Ends() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
        PowerShellSession.OpenAsync(Connection, Simulator.Opening, new CancellationToken(canceled: true)));

    private static async Task<Diagnostics.Diagnostic> FailsAsync(PowerShellConnection connection)
    {
        var problem = (await Assert.ThrowsAsync<ProviderException>(() => Simulator.OpenAsync(connection))).Diagnostic;
        Assert.DoesNotContain(problem.Summary, char.IsControl);
        return problem;
    }

    private static async Task<TcpClient> AcceptAsync(TcpListener listener, string greeting)
    {
        var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
        return client;
    }
}
