using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Certificates on a computer: what lies there, and what is assigned.</summary>
internal static class ComputerStore
{
    public static LyncComputer Put(LyncComputer computer, X509Certificate2 certificate) =>
        computer with { Store = computer.Store.SetItem(certificate.Thumbprint, Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12))) };

    public static LyncComputer Assign(LyncComputer computer, string thumbprint, IEnumerable<string> usages) =>
        computer with { Assigned = usages.Aggregate(computer.Assigned, (assigned, usage) => assigned.SetItem(usage, thumbprint)) };

    /// <summary>What the proxy would present if it started now; null when nothing is assigned to it.</summary>
    public static X509Certificate2? ForXmpp(LyncComputer computer) =>
        computer.Assigned.GetValueOrDefault(nameof(Binding.CertType.XMPPServer)) is { } thumbprint && computer.Store.GetValueOrDefault(thumbprint) is { } pfx
            ? X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(pfx), password: null)
            : null;
}
