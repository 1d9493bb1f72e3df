using System.Collections.Immutable;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Values;

namespace XmppDesiredState.PowerShell.Tests.Connections;

public sealed class ConnectionCheckTests
{
    private const string Key = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public void Local_Empty_IsFine()
    {
        var connection = Map(("local", Map()));

        Assert.Empty(Check(connection));
        Assert.Empty(Assert.IsType<PowerShellConnection.Local>(ConnectionFields.Read(connection)).Program);
    }

    [Fact]
    public void Ssh_Whole_IsRead()
    {
        var connection = Map(("ssh", With(Ssh(), ("port", new Value.Number(2222)), ("command", new Value.Text("pwsh -Command -")), ("connectTimeout", new Value.Number(5)))));

        Assert.Empty(Check(connection));
        var ssh = Assert.IsType<PowerShellConnection.Ssh>(ConnectionFields.Read(Canonical(connection)));
        Assert.Equal(("fe01.a.test:2222", "A\\b", "pwsh -Command -", TimeSpan.FromSeconds(5)), (ssh.Place, ssh.User, ssh.Command, ssh.ConnectTimeout));
        Assert.Equal([Key], ssh.HostKeys);
        Assert.Equal(new SecretReference(SecretSource.File, ["/k"]), ssh.PrivateKey!.Reference);
    }

    [Fact]
    public void Ssh_WithoutOptionalKeys_HasTheDefaults()
    {
        var ssh = Assert.IsType<PowerShellConnection.Ssh>(ConnectionFields.Read(Canonical(Map(("ssh", Ssh())))));

        Assert.Equal((22, PowerShellProgram.RemoteCommand, ConnectionFields.DefaultConnectTimeout), (ssh.Port, ssh.Command, ssh.ConnectTimeout));
    }

    [Fact]
    public void Remoting_Whole_IsRead()
    {
        var connection = Map(("remoting", Map(("uri", new Value.Text("https://pool.a.test/OcsPowershell")), ("user", new Value.Text("A\\b")), ("password", Secret("P")), ("authentication", new Value.Text("kerberos")))));

        Assert.Empty(Check(connection));
        var remoting = Assert.IsType<PowerShellConnection.Remoting>(ConnectionFields.Read(Canonical(connection)));
        Assert.Equal((RemotingAuthentication.Kerberos, true), (remoting.Authentication, remoting.CertificateChecks));
    }

    [Fact]
    public void Remoting_WithChecksOff_Warns()
    {
        var finding = Assert.Single(Check(Map(("remoting", Map(("uri", new Value.Text("https://pool.a.test/OcsPowershell")), ("certificateChecks", new Value.Text("off")))))));

        Assert.Equal(("XDS9830", Diagnostics.Severity.Warning), (finding.Code, finding.Severity));
    }

    public static TheoryData<string, Value.Map> Nonsense => new()
    {
        { "exactly one", Map() },
        { "exactly one", Map(("local", Map()), ("ssh", Ssh())) },
        { "ssh.host", Map(("ssh", With(Ssh(), ("host", new Value.Text(""))))) },
        { "ssh.host", Map(("ssh", With(Ssh(), ("host", new Value.Text("a.test:22"))))) },
        { "ssh.host", Map(("ssh", With(Ssh(), ("host", new Value.Text("b@a.test"))))) },
        { "ssh.user", Map(("ssh", With(Ssh(), ("user", new Value.Text(" "))))) },
        { "ssh.hostKey", Map(("ssh", Without(Ssh(), "hostKey"))) },
        { "no fingerprint", Map(("ssh", With(Ssh(), ("hostKey", Texts("MD5:00:11"))))) },
        { "no fingerprint", Map(("ssh", With(Ssh(), ("hostKey", Texts(Key + "AA"))))) },
        { "no fingerprint", Map(("ssh", With(Ssh(), ("hostKey", Texts("SHA256:" + new string('!', 43)))))) },
        { "no fingerprint", Map(("ssh", With(Ssh(), ("hostKey", Texts("*"))))) },
        { "neither privateKey nor password", Map(("ssh", Without(Ssh(), "privateKey"))) },
        { "both privateKey and password", Map(("ssh", With(Ssh(), ("password", Secret("P"))))) },
        { "passphrase and no privateKey", Map(("ssh", With(Without(Ssh(), "privateKey"), ("password", Secret("P")), ("passphrase", Secret("Q"))))) },
        { "ssh.command", Map(("ssh", With(Ssh(), ("command", new Value.Text("a\nb"))))) },
        { "remoting.uri", Map(("remoting", Map(("uri", new Value.Text("pool.a.test"))))) },
        { "remoting.uri", Map(("remoting", Map(("uri", new Value.Text("ftp://pool.a.test"))))) },
        { "remoting.uri", Map(("remoting", Map(("uri", new Value.Text("https://u:p@pool.a.test"))))) },
        { "a user and no password", Map(("remoting", Map(("uri", new Value.Text("https://pool.a.test")), ("user", new Value.Text("b"))))) },
        { "a password and no user", Map(("remoting", Map(("uri", new Value.Text("https://pool.a.test")), ("password", Secret("P"))))) },
        { "clear text", Map(("remoting", Map(("uri", new Value.Text("http://pool.a.test")), ("authentication", new Value.Text("basic"))))) },
        { "program", Map(("local", Map(("program", Texts("", "-x"))))) },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_IsFoundOffline(string expected, Value.Map connection)
    {
        var finding = Assert.Single(Check(connection));

        Assert.Equal("XDS9832", finding.Code);
        Assert.Contains(expected, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnostics_AreDocumentedAndUnique()
    {
        Assert.Equal(PowerShellDiagnostics.All.Length, PowerShellDiagnostics.All.Select(descriptor => descriptor.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(PowerShellDiagnostics.All, descriptor => Assert.True(descriptor.Code.CompareTo("XDS9821") >= 0 && descriptor.Code.CompareTo("XDS9849") <= 0 && descriptor.Explanation.Length > 80 && descriptor.Explanation.EndsWith('.')));
    }

    private static Diagnostics.Diagnostic[] Check(Value.Map connection) => [.. ConnectionCheck.Check(connection, "connection of lync", null)];

    private static Value.Map Canonical(Value.Map connection) => ConnectionFields.Type.TryRead(connection, out Value.Map? canonical, out var problem) ? canonical : throw new InvalidOperationException(problem.Message);

    private static Value.Map Ssh() => Map(("host", new Value.Text("fe01.a.test")), ("user", new Value.Text("A\\b")), ("hostKey", Texts(Key)), ("privateKey", new Value.Secret(new SecretReference(SecretSource.File, ["/k"]))));

    private static Value.Secret Secret(string name) => new(new SecretReference(SecretSource.Environment, [name]));

    private static Value.List Texts(params string[] texts) => new([.. texts.Select(text => (Value)new Value.Text(text))]);

    private static Value.Map Map(params (string Key, Value Value)[] items) => new(items.ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal));

    private static Value.Map With(Value.Map map, params (string Key, Value Value)[] items) => new(map.Items.SetItems(items.Select(item => KeyValuePair.Create(item.Key, item.Value))));

    private static Value.Map Without(Value.Map map, string key) => new(map.Items.Remove(key));
}
