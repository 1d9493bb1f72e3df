using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

public sealed class PfxImportTests : EdgeFixture
{
    [Theory]
    [InlineData("-PrivateKeyExportable $true", true)]
    [InlineData("-PrivateKeyExportable $false", false)]
    [InlineData("", false)]
    public void Pfx_lands_with_its_key_and_is_exportable_only_when_asked(string arguments, bool isExportable)
    {
        using var certificate = SelfSigned();
        var path = Write(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1, "secret"));
        On(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}' -Password secret {arguments}");
        var stored = Assert.Single(World.Certificates.On(LyncWorld.Edge2), stored => stored.Thumbprint == certificate.Thumbprint);
        Assert.Equal((true, isExportable), (stored.HasKey, stored.IsExportable));
    }

    [Theory]
    [InlineData("-Password wrong")]
    [InlineData("")]
    public void Pfx_under_another_password_is_refused(string arguments)
    {
        using var certificate = SelfSigned();
        var path = Write(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1, "secret"));
        Assert.Equal("CertificateImportFailed", FailsOn(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}' {arguments}").Id);
        Assert.Single(World.Certificates.On(LyncWorld.Edge2));
    }

    [Fact]
    public void Pfx_under_aes_needs_a_newer_windows()
    {
        using var certificate = SelfSigned();
        var import = $"Import-CsCertificate -Path '{Write(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret"))}' -Password secret";
        Assert.Equal("CertificateImportFailed", FailsOn(LyncWorld.Edge2, import).Id);
        World.Arrange(state => state.ReadsAesPfx = true);
        On(LyncWorld.Edge2, import);
        Assert.Equal(2, World.Certificates.On(LyncWorld.Edge2).Length);
    }

    private string Write(byte[] content)
    {
        var path = Path.Combine(World.Folder, "import.bin");
        File.WriteAllBytes(path, content);
        return path;
    }
}
