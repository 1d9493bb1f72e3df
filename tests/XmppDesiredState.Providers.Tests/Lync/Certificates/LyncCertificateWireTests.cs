using System.Text;
using System.Text.RegularExpressions;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Servers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

/// <summary>Two Edge servers behind a real OpenSSH server, and somebody on the line.</summary>
public sealed partial class LyncCertificateWireTests
{
    [Fact]
    public async Task Key_OnItsWayToTheSecondEdge_IsEncrypted()
    {
        await using var sshd = await OpenSshServer.StartAsync();
        await using var relay = new RecordingRelay(sshd.Endpoint);
        LyncWorld? world = null;
        await using var bench = new LyncCertificateBench(await File.ReadAllTextAsync(sshd.PrivateKeyFile, TestContext.Current.CancellationToken))
        {
            Connection = member => LyncBench.Map(("ssh", LyncBench.Map(("host", new Value.Text("127.0.0.1")), ("port", new Value.Number(relay.Port)), ("user", new Value.Text(sshd.User)),
                ("hostKey", new Value.List([new Value.Text(sshd.Fingerprint)])), ("privateKey", new Value.Secret(new SecretReference(SecretSource.File, [sshd.PrivateKeyFile]))), ("command", new Value.Text(world!.Program(member)))))),
        };
        world = bench.World;

        var thumbprint = await bench.ApplyAsync();

        var heard = Encoding.Latin1.GetString(relay.Heard());
        bench.Everywhere(thumbprint);
        // All of it went this way: the session's lines are Base64, the longest of them with the key.
        Assert.True(heard.Length > 20_000, $"{heard.Length} bytes");
        Assert.Matches(Line(), Convert.ToBase64String(new byte[300]));
        Assert.DoesNotMatch(Line(), heard);
        Assert.DoesNotContain("Certificate", heard, StringComparison.Ordinal);
    }

    [GeneratedRegex("[A-Za-z0-9+/]{200}")]
    private static partial Regex Line();
}
