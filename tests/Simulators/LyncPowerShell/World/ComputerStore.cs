using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Certificates on a computer: what lies there, what is asked for, and what is assigned.</summary>
internal static class ComputerStore
{
    /// <summary>The certificate with its key if it has one.</summary>
    public static LyncComputer Put(LyncComputer computer, X509Certificate2 certificate, bool isExportable = true, string friendlyName = "") =>
        Land(computer, certificate, PrivateKeys.Of(certificate), isExportable, friendlyName);

    /// <summary>A certificate arrives. It finds its key where one lies: with it, in the request that it answers, or in the store; that request is then over.</summary>
    public static LyncComputer Land(LyncComputer computer, X509Certificate2 certificate, string? key, bool isExportable, string friendlyName)
    {
        var request = computer.Requests.FirstOrDefault(waiting => PrivateKeys.IsSame(waiting, certificate));
        var present = computer.Store.GetValueOrDefault(certificate.Thumbprint);
        var landed = new StoredCertificate(certificate.Thumbprint, Convert.ToBase64String(certificate.RawData), key) { IsExportable = isExportable, FriendlyName = friendlyName };
        if (key is null && request is not null) landed = landed with { Key = request.Key, IsExportable = request.IsExportable, FriendlyName = request.FriendlyName };
        else if (key is null && present is not null) landed = present;
        return computer with { Store = computer.Store.SetItem(landed.Thumbprint, landed), Requests = request is null ? computer.Requests : computer.Requests.Remove(request) };
    }

    public static LyncComputer Assign(LyncComputer computer, string thumbprint, IEnumerable<string> usages) =>
        computer with { Assigned = usages.Aggregate(computer.Assigned, (assigned, usage) => assigned.SetItem(usage, thumbprint)) };

    /// <summary>What the proxy would present if it started now, with the certificates of CAs that it can send along; null when nothing is assigned to it.</summary>
    public static (X509Certificate2 Leaf, X509Certificate2Collection Authorities)? ForXmpp(LyncComputer computer)
    {
        if (computer.Assigned.GetValueOrDefault(nameof(Binding.CertType.XMPPServer)) is not { } thumbprint) return null;
        if (computer.Store.GetValueOrDefault(thumbprint) is not { Key: { } key } stored) return null;
        using var joined = PrivateKeys.Join(Convert.FromBase64String(stored.Certificate), key);
        // Windows presents no key that lives in memory only.
        var leaf = X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), password: null);
        return (leaf, [.. computer.Authorities.Select(authority => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(authority))).ToArray()]);
    }
}
