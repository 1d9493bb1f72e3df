using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

public sealed class ImportTests : EdgeFixture
{
    [Theory]
    [InlineData("DER")]
    [InlineData("PEM")]
    [InlineData("PKCS #7")]
    [InlineData("PKCS #7 in PEM")]
    public void Answer_in_any_form_finds_its_key(string form)
    {
        using var certificate = World.Certificates.Sign(Ask("-FriendlyName edge -PrivateKeyExportable $true"));
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Write(form, certificate)}'");
        var stored = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == certificate.Thumbprint);
        Assert.Equal((true, true, "edge"), (stored.HasKey, stored.IsExportable, stored.FriendlyName));
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
        Assert.Equal(form.StartsWith("PKCS", StringComparison.Ordinal) ? 1 : 0, World.Computer(LyncWorld.Edge1).Authorities.Count);
    }

    [Fact]
    public void Of_a_list_in_pem_only_the_first_certificate_is_read()
    {
        using var certificate = World.Certificates.Sign(Ask());
        using var root = World.Certificates.Root;
        var path = Path.Combine(World.Folder, "list.pem");
        File.WriteAllText(path, root.ExportCertificatePem() + "\n" + certificate.ExportCertificatePem());
        Assert.NotEmpty(Run(LyncWorld.Edge1, $"Import-CsCertificate -Path '{path}'").Warnings);
        Assert.Equal([false], World.Certificates.On(LyncWorld.Edge1).Where(stored => stored.Thumbprint == root.Thumbprint).Select(stored => stored.HasKey));
        Assert.Single(World.Certificates.Requests(LyncWorld.Edge1));
    }

    [Fact]
    public void Certificate_without_a_key_lands_and_cannot_be_assigned()
    {
        using var certificate = World.Certificates.Sign(Ask());
        var path = Save(certificate);
        Assert.Contains("no private key", Assert.Single(Run(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}'").Warnings), StringComparison.Ordinal);
        Assert.Empty(Run(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}' -Force").Warnings);
        Assert.False(Assert.Single(World.Certificates.On(LyncWorld.Edge2), stored => stored.Thumbprint == certificate.Thumbprint).HasKey);
        Assert.Equal(("PrivateKeyNotFound", ErrorCategory.InvalidOperation), FailsOn(LyncWorld.Edge2, $"Set-CsCertificate -Type XmppServer -Thumbprint {certificate.Thumbprint}"));
        Assert.DoesNotContain(certificate.Thumbprint, World.Certificates.Assigned(LyncWorld.Edge2).Values);
    }

    [Fact]
    public void Key_that_is_there_survives_a_second_import_without_one()
    {
        using var certificate = World.Certificates.Sign(Ask("-FriendlyName edge"));
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}'; Import-CsCertificate -Path '{Save(certificate)}'");
        var stored = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == certificate.Thumbprint);
        Assert.Equal((true, "edge"), (stored.HasKey, stored.FriendlyName));
    }

    [Theory]
    [InlineData("nothing here", "CertificateImportFailed")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "CertificateImportFailed")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "CertificateImportFailed")]
    [InlineData(null, "PathNotFound")]
    public void File_that_holds_no_certificate_is_refused(string? content, string id)
    {
        var path = Path.Combine(World.Folder, "odd.cer");
        if (content is not null) File.WriteAllText(path, content);
        Assert.Equal(id, FailsOn(LyncWorld.Edge1, $"Import-CsCertificate -Path '{path}'").Id);
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
    }

    [Theory]
    [InlineData("-Roll")]
    [InlineData("-Roll -EffectiveDate '2030-01-02'")]
    [InlineData("-EffectiveTime '2030-01-02'")]
    [InlineData("-Identity Global -Type OAuthTokenIssuer")]
    public void What_is_not_simulated_is_refused(string arguments)
    {
        using var certificate = SelfSigned();
        Assert.Equal("InvalidParameterValue", FailsOn(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}' {arguments}").Id);
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
    }

    [Fact]
    public void WhatIf_imports_nothing()
    {
        using var certificate = SelfSigned();
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}' -WhatIf");
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
    }

    private string Write(string form, X509Certificate2 certificate)
    {
        using var root = World.Certificates.Root;
        X509Certificate2Collection list = [root, certificate];
        var signed = list.Export(X509ContentType.Pkcs7)!;
        var path = Path.Combine(World.Folder, "answer.bin");
        File.WriteAllBytes(path, form switch
        {
            "DER" => certificate.RawData,
            "PEM" => System.Text.Encoding.ASCII.GetBytes("Bag Attributes\n" + certificate.ExportCertificatePem()),
            "PKCS #7" => signed,
            _ => System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("PKCS7", signed)),
        });
        return path;
    }
}
