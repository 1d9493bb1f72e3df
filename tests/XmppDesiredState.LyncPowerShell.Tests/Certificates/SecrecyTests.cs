using System.Security.Cryptography;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>The state file stands for the key stores of the computers; nothing else may hold a key.</summary>
public sealed class SecrecyTests : EdgeFixture
{
    [Fact]
    public void Private_keys_are_in_the_state_file_only_and_nobody_else_may_read_it()
    {
        var report = Path.Combine(World.Folder, "report.html");
        using var certificate = World.Certificates.Sign(Ask($"-PrivateKeyExportable $true -Report '{report}'"));
        var key = Assert.Single(World.Certificates.Requests(LyncWorld.Edge1)).Key;
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}' -Report '{report}'; Set-CsCertificate -Type {External} -Thumbprint {certificate.Thumbprint}");
        On(LyncWorld.Edge1, $"Request-CsCertificate -New -Type External -CA '{LyncWorld.AuthorityName}' -CaAccount contoso\\enroller -CaPassword 'canary-of-the-ca'");
        Assert.Equal([World.StatePath], Holding(key));
        Assert.Equal([World.StatePath], Holding(World.Certificates.On(LyncWorld.Edge1).First(stored => stored.FriendlyName.Length == 0 && stored.Key != key).Key!));
        Assert.Empty(Holding("canary-of-the-ca"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(World.StatePath));
    }

    [Fact]
    public void Exported_key_is_encrypted_under_the_password()
    {
        using var certificate = World.Certificates.Sign(Ask("-PrivateKeyExportable $true"));
        var path = Path.Combine(World.Folder, "transfer.pfx");
        On(LyncWorld.Edge1, $"""
            Import-CsCertificate -Path '{Save(certificate)}'
            $certificate = Get-ChildItem Cert:\LocalMachine\My | Where-Object Thumbprint -eq '{certificate.Thumbprint}'
            [IO.File]::WriteAllBytes('{path}', $certificate.Export([Security.Cryptography.X509Certificates.X509ContentType]::Pfx, 'canary-of-the-transfer'))
            """);
        var key = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.Thumbprint == certificate.Thumbprint).Key!;
        Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf(Convert.FromBase64String(key).AsSpan(36, 32)));
        Assert.Equal("CertificateImportFailed", FailsOn(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}' -Password guessed").Id);
        On(LyncWorld.Edge2, $"Import-CsCertificate -Path '{path}' -Password 'canary-of-the-transfer'");
        Assert.Empty(Holding("canary-of-the-transfer"));
        using var arrived = ECDsa.Create();
        arrived.ImportPkcs8PrivateKey(Convert.FromBase64String(Assert.Single(World.Certificates.On(LyncWorld.Edge2), stored => stored.Thumbprint == certificate.Thumbprint).Key!), out _);
        Assert.Equal(certificate.PublicKey.ExportSubjectPublicKeyInfo(), arrived.ExportSubjectPublicKeyInfo());
    }

    private string[] Holding(string text) => [.. Directory.EnumerateFiles(World.Folder, "*", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains(text, StringComparison.Ordinal))];
}
