using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Import-CsCertificate into the local store: the answer to a request, a PFX, or a certificate that stays without a key.</summary>
public abstract class ImportCertificate : CertificateCmdlet
{
    protected override void Work()
    {
        RefuseTheRest();
        var path = GetUnresolvedProviderPathFromPSPath(Text("Path")!);
        if (!System.IO.File.Exists(path)) throw new LyncException($"Could not find file '{path}'.", "PathNotFound", ErrorCategory.ObjectNotFound, path);
        var file = Content(path);
        if (!ShouldProcess(file.Leaf.Subject)) return;
        // The key of an answer is as exportable as it was made.
        var isExportable = file.Key is not null && Given("PrivateKeyExportable") is true;
        ChangeHere(computer => ComputerStore.Land(computer, file.Leaf, file.Key, isExportable, file.FriendlyName) with
        {
            Authorities = computer.Authorities.Union(file.Authorities.Select(authority => Convert.ToBase64String(authority.RawData))),
        });
        Note($"Imported {file.Leaf.Subject}, thumbprint {file.Leaf.Thumbprint}.");
        if (!File.Read(state => Here(state).Store[file.Leaf.Thumbprint].HasKey)) Warn($"The certificate {file.Leaf.Thumbprint} has no private key on this computer, so it cannot be assigned.");
    }

    private CertificateFile Content(string path)
    {
        var (readsAes, requests) = File.Read(state => (state.ReadsAesPfx, Here(state).Requests));
        bool IsAwaited(X509Certificate2 certificate) => requests.Exists(request => PrivateKeys.IsSame(request, certificate));
        try
        {
            return CertificateFile.Read(System.IO.File.ReadAllBytes(path), Text("Password"), readsAes, IsAwaited);
        }
        catch (CryptographicException exception)
        {
            throw new LyncException(exception.Message, "CertificateImportFailed", ErrorCategory.InvalidData, path);
        }
    }
}
