using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Certificates.Tests;
using XmppDesiredState.Changes;

namespace XmppDesiredState.Providers.Tests.PemFiles;

public sealed class PemFilesSecrecyTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("modern", "AES-256-CBC")]
    [InlineData("legacy", "pbeWithSHA1And3-KeyTripleDES-CBC")]
    public async Task Install_pfx_isReadByOpenSsl(string algorithms, string cipher)
    {
        using var flow = new CertificateFlow();
        using var openssl = new OpenSsl();
        flow.UsePfx(algorithms);
        await flow.ApplyAsync();
        var first = await flow.ThumbprintsAsync();
        await flow.ApplyAsync();

        Assert.Contains(cipher, openssl.Run("pkcs12", "-in", flow.File("certificate.pfx"), "-info", "-nodes", "-passin", "pass:" + CertificateFlow.Password, "-out", "out.pem"), StringComparison.Ordinal);
        Assert.Equal(KeyPair.Read(File.ReadAllText(flow.File("key.pem")))!.Fingerprint, KeyPair.Read(openssl.Read("out.pem"))!.Fingerprint);
        CertificateFlow.Good(await flow.RunAsync(Operation.Restore, installed: first["local"]));
        openssl.Run("pkcs12", "-in", flow.File("certificate.pfx"), "-nodes", "-passin", "pass:" + CertificateFlow.Password, "-out", "out.pem");
        Assert.Equal(KeyPair.Read(File.ReadAllText(flow.File("key.pem")))!.Fingerprint, KeyPair.Read(openssl.Read("out.pem"))!.Fingerprint);
    }

    [Fact]
    public async Task Install_emptyPassword_isNotDone()
    {
        using var flow = new CertificateFlow { Secret = "" };
        flow.UsePfx("modern");
        var thumbprint = await flow.ObtainAsync();

        Assert.Equal("XDS9313", (await flow.RunAsync(Operation.Install, installed: thumbprint)).Diagnostic!.Code);
        Assert.Empty(await flow.ThumbprintsAsync());
    }

    [Fact]
    public async Task Nothing_thatIsSaid_holdsAKeyOrAPassword()
    {
        using var flow = new CertificateFlow("a", "b");
        flow.UsePfx("modern");
        var first = await flow.ApplyAsync();
        var keys = new List<string> { File.ReadAllText(flow.File("key.pem", "a")) };
        var second = await flow.ApplyAsync();
        keys.Add(File.ReadAllText(flow.File("key.pem", "a")));
        await flow.RunAsync(Operation.Restore, installed: first, member: "a");
        await flow.RunAsync(Operation.Install, installed: second, member: "a");
        await flow.RunAsync(Operation.Request);
        keys.Add(File.ReadAllText(flow.File("next/key.pem", "a")));
        File.Delete(flow.File("key.pem", "b"));
        await flow.ObserveAsync();
        await flow.RunAsync(Operation.Install, installed: first, member: "b");
        await flow.RunAsync(Operation.Accept, "x");
        keys.Add(File.ReadAllText(flow.PathOf("ca/key.pem")));

        // Its private number stands in the first line of such a key; the rest is the public key.
        var canaries = keys.Select(key => key.Split('\n')[1]).Append(CertificateFlow.Password).Append("PRIVATE KEY").ToArray();
        Assert.True(flow.Said.Count > 20);
        Assert.All(flow.Said, said => Assert.All(canaries, canary => Assert.DoesNotContain(canary, said, StringComparison.Ordinal)));
        // Nor is the password in any file.
        Assert.All(CertificateFlow.Snapshot(flow.PathOf(".")).Values, content => Assert.DoesNotContain(CertificateFlow.Password, Encoding.Latin1.GetString(content), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_withKeys_belongToTheirOwnerAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var flow = new CertificateFlow();
        flow.UsePfx("modern");
        await flow.ApplyAsync();
        await flow.ApplyAsync();
        await flow.RunAsync(Operation.Request);

        foreach (var folder in new[] { "next", "previous", "last" }) Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(flow.File(folder)));
        foreach (var path in Directory.EnumerateFiles(flow.PathOf("."), "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) is "key.pem" or "certificate.pfx"))
            Assert.Equal(Private, File.GetUnixFileMode(path));
        Assert.True(File.GetUnixFileMode(flow.File("fullchain.pem")).HasFlag(UnixFileMode.OtherRead));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite, UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead, UnixFileMode.None)]
    public async Task Install_keyThatAGroupMayRead_staysSoAndNoWider(UnixFileMode given, UnixFileMode kept)
    {
        if (OperatingSystem.IsWindows()) return;
        using var flow = new CertificateFlow();
        await flow.ApplyAsync();
        File.SetUnixFileMode(flow.File("key.pem"), Private | given);

        await flow.ApplyAsync();

        Assert.Equal(Private | kept, File.GetUnixFileMode(flow.File("key.pem")));
        Assert.Equal(Private, File.GetUnixFileMode(flow.File("previous/key.pem")));
    }

    [Fact]
    public async Task Flow_nameThatNoFileSystemTakes_isEscaped()
    {
        using var flow = new CertificateFlow();
        var id = new Resources.ResourceId(Resources.Certificate.Kind, "../up.");
        await using var store = flow.Store();
        await foreach (var outcome in store.ExecuteAsync([new Step(1, "store", id, "local", Operation.Request, null, flow.After() with { Id = id })], CancellationToken.None))
            CertificateFlow.Good(outcome);

        Assert.True(File.Exists(Path.Combine(flow.PathOf("certs"), "%2E.%2Fup%2E", "next", "request.pem")));
        Assert.Equal(["certs"], Directory.GetDirectories(flow.PathOf(".")).Select(Path.GetFileName));
    }
}
