using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>From the request on the first Edge to the key on the second, with nothing but documented cmdlets, the drive Cert: and .NET.</summary>
public sealed class TransferTests : EdgeFixture
{
    private const string Password = "only for this transfer";

    [Fact]
    public void Certificate_goes_from_the_request_to_both_Edges()
    {
        var pem = Ask("-FriendlyName 'external edge' -PrivateKeyExportable $true");
        using var certificate = World.Certificates.Sign(pem);
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}'; Set-CsCertificate -Type {External} -Thumbprint {certificate.Thumbprint}");
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
        var pfx = Export(certificate.Thumbprint);
        var path = Path.Combine(World.Folder, "transfer.pfx");
        On(LyncWorld.Edge2, $"param($Given) [IO.File]::WriteAllBytes('{path}', $Given); Import-CsCertificate -Path '{path}' -Password '{Password}' -PrivateKeyExportable $true; Remove-Item -Path '{path}'", pfx);
        Assert.False(File.Exists(path));
        On(LyncWorld.Edge2, $"Set-CsCertificate -Type {External} -Thumbprint {certificate.Thumbprint}");
        foreach (var edge in (string[])[LyncWorld.Edge1, LyncWorld.Edge2])
        {
            var stored = Assert.Single(World.Certificates.On(edge), stored => stored.Thumbprint == certificate.Thumbprint);
            Assert.Equal((true, true, "external edge"), (stored.HasKey, stored.IsExportable, stored.FriendlyName));
            Assert.All(World.Certificates.Assigned(edge), entry => Assert.Equal(certificate.Thumbprint, entry.Value));
            Assert.Equal(4, World.Certificates.Assigned(edge).Count);
        }
    }

    private byte[] Export(string thumbprint) => (byte[])Assert.Single(On(LyncWorld.Edge1, $$"""
        $certificate = Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object { $_.Thumbprint -eq '{{thumbprint}}' }
        , $certificate.Export([Security.Cryptography.X509Certificates.X509ContentType]::Pfx, '{{Password}}')
        """)).BaseObject;
}
