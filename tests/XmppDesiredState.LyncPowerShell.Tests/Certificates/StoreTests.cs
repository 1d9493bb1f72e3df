using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>The drive Cert: of a simulated computer.</summary>
public sealed class StoreTests : EdgeFixture
{
    [Fact]
    public void Certificates_are_objects_of_dot_net_with_what_the_store_knows()
    {
        using var certificate = SelfSigned();
        World.Certificates.Put(LyncWorld.Edge2, certificate, friendlyName: "arranged");
        var item = Assert.Single(On(LyncWorld.Edge2, $"Get-ChildItem -Path Cert:\\LocalMachine\\My | Where-Object {{ $_.Thumbprint -eq '{certificate.Thumbprint}' }}"));
        var read = Assert.IsType<X509Certificate2>(item.BaseObject, exactMatch: false);
        Assert.Equal((certificate.RawData.Length, true), (read.RawData.Length, read.HasPrivateKey));
        Assert.Equal(("arranged", certificate.NotAfter), (item.Properties["FriendlyName"].Value, item.Properties["NotAfter"].Value));
        Assert.Single(On(LyncWorld.Edge1, "Get-ChildItem Cert:\\LocalMachine\\My"));
    }

    [Fact]
    public void Request_store_shows_what_waits_with_the_key_of_the_request()
    {
        var request = Read(Ask("-FriendlyName waiting"));
        var item = Assert.Single(On(LyncWorld.Edge1, "Get-ChildItem -Path cert:/localmachine/request"));
        var placeholder = (X509Certificate2)item.BaseObject;
        Assert.Equal(request.PublicKey.ExportSubjectPublicKeyInfo(), placeholder.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal((true, "waiting", placeholder.Subject), (placeholder.HasPrivateKey, item.Properties["FriendlyName"].Value, placeholder.Issuer));
        using var certificate = World.Certificates.Sign(File.ReadAllText(RequestPath));
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}'");
        Assert.Empty(On(LyncWorld.Edge1, "Get-ChildItem -Path Cert:\\LocalMachine\\REQUEST"));
    }

    [Theory]
    [InlineData("Pfx, 'secret'", true)]
    [InlineData("Pfx, (New-Object System.Net.NetworkCredential '', 'secret').SecurePassword", true)]
    [InlineData("Pkcs12, 'secret'", true)]
    [InlineData("Pfx, 'secret'", false)]
    [InlineData("Pkcs12", false)]
    public void Key_leaves_by_export_only_where_it_may(string arguments, bool isExportable)
    {
        using var certificate = SelfSigned();
        World.Certificates.Put(LyncWorld.Edge1, certificate, isExportable);
        var outcome = Run(LyncWorld.Edge1, $"""
            $certificate = Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object HasPrivateKey | Where-Object Subject -eq 'CN=transferred'
            , $certificate.Export([Security.Cryptography.X509Certificates.X509ContentType]::{arguments})
            """);
        if (isExportable)
        {
            using var read = X509CertificateLoader.LoadPkcs12((byte[])Assert.Single(outcome.Output).BaseObject, "secret");
            Assert.Equal((certificate.Thumbprint, true), (read.Thumbprint, read.HasPrivateKey));
        }
        else
        {
            Assert.IsType<CryptographicException>(Assert.Single(outcome.Errors).Exception.InnerException);
            Assert.Contains("Key not valid for use in specified state.", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Certificate_itself_always_leaves()
    {
        using var certificate = SelfSigned();
        World.Certificates.Put(LyncWorld.Edge1, certificate, isExportable: false);
        var bytes = (byte[])Assert.Single(On(LyncWorld.Edge1, ", (Get-ChildItem Cert:\\LocalMachine\\My | Where-Object Subject -eq 'CN=transferred').Export([Security.Cryptography.X509Certificates.X509ContentType]::Cert)")).BaseObject;
        Assert.Equal(certificate.RawData, bytes);
    }

    [Theory]
    [InlineData("Get-ChildItem -Path Cert:\\CurrentUser\\My", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-ChildItem -Path Cert:\\LocalMachine\\Nowhere", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-ChildItem -Path Cert:\\LocalMachine", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-ChildItem -Path /tmp", ErrorCategory.NotImplemented)]
    [InlineData("Remove-Item -Path /no/such/file", ErrorCategory.ObjectNotFound)]
    public void Other_places_are_not_there(string script, ErrorCategory category) => Assert.Equal(category, FailsOn(LyncWorld.Edge1, script).Category);

    [Fact]
    public void Pfx_is_arranged_as_a_file_would_be()
    {
        using var certificate = SelfSigned();
        World.Certificates.Put(LyncWorld.Edge1, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret"), "secret", isExportable: false, "from a file");
        var stored = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == certificate.Thumbprint);
        Assert.Equal((true, false, "from a file"), (stored.HasKey, stored.IsExportable, stored.FriendlyName));
        World.Certificates.Delete(LyncWorld.Edge1, certificate.Thumbprint);
        Assert.Single(On(LyncWorld.Edge1, "Get-ChildItem Cert:\\LocalMachine\\My"));
    }

    [Fact]
    public void Assignment_of_a_certificate_that_was_deleted_is_a_warning()
    {
        World.Certificates.Delete(LyncWorld.Edge1, World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"]);
        var outcome = Run(LyncWorld.Edge1, "Get-CsCertificate");
        Assert.Empty(outcome.Output);
        Assert.Equal(4, outcome.Warnings.Length);
    }
}
