using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;

namespace XmppDesiredState.LyncPowerShell.Shims;

/// <summary>A certificate as the store of Windows gives it: it has a friendly name, and a key that is not exportable does not leave through Export.</summary>
public sealed class WindowsCertificate : X509Certificate2
{
    private readonly bool isExportable;

    internal WindowsCertificate(X509Certificate2 certificate, string friendlyName, bool isExportable) : base(certificate)
    {
        FriendlyName = friendlyName;
        this.isExportable = isExportable;
    }

    public new string FriendlyName { get; }

    public override byte[] Export(X509ContentType contentType) => Export(contentType, "");

    public override byte[] Export(X509ContentType contentType, SecureString? password) => Export(contentType, new NetworkCredential("", password).Password);

    public override byte[] Export(X509ContentType contentType, string? password)
    {
        if (contentType != X509ContentType.Pfx) return base.Export(contentType, password);
        if (HasPrivateKey && !isExportable) throw new CryptographicException("Key not valid for use in specified state.");
        return Pfx.Write(this, FriendlyName, password ?? "");
    }
}
