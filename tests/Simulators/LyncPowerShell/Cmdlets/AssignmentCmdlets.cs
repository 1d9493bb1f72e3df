using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>One object a usage that has a certificate on this computer; what is in the store and not assigned is not shown.</summary>
public abstract class GetCertificate : CertificateCmdlet
{
    private const string TypeName = "Microsoft.Rtc.Management.Deployment.CertificateReference";

    protected override void Work()
    {
        RefuseTheRest();
        var computer = File.Read(Here);
        foreach (var (name, thumbprint) in computer.Assigned)
        {
            var use = Enum.Parse<CertType>(name);
            if (Types.Length > 0 && !Types.Contains(use)) continue;
            if (computer.Store.GetValueOrDefault(thumbprint) is { } stored) WriteObject(Shown(use, stored));
            else Warn($"The certificate assigned to {use} is not in the store.");
        }
    }

    private static PSObject Shown(CertType use, StoredCertificate stored)
    {
        using var certificate = stored.Open();
        var shown = new PSObject();
        shown.TypeNames.Insert(0, TypeName);
        (string, object)[] properties =
        [
            ("Issuer", certificate.Issuer), ("NotAfter", certificate.NotAfter), ("NotBefore", certificate.NotBefore), ("SerialNumber", certificate.SerialNumber),
            ("Subject", certificate.Subject), ("AlternativeNames", StoredCertificate.NamesOf(certificate).ToList()), ("Thumbprint", stored.Thumbprint), ("Use", use),
        ];
        foreach (var (name, value) in properties) shown.Properties.Add(new PSNoteProperty(name, value));
        return shown;
    }
}

/// <summary>Assigns; the services take it up when they next start.</summary>
public abstract class SetCertificate : CertificateCmdlet
{
    protected override void Work()
    {
        RefuseTheRest();
        var thumbprint = Text("Thumbprint") ?? PSObject.AsPSObject(MyInvocation.BoundParameters["Reference"]).Properties["Thumbprint"]?.Value?.ToString()
            ?? throw LyncException.Invalid("The reference has no Thumbprint.", null);
        if (Types.Length == 0) throw LyncException.Invalid("-Type must be given.", null);
        var known = File.Read(Here).Store.Values.FirstOrDefault(stored => stored.Thumbprint.Equals(thumbprint, StringComparison.OrdinalIgnoreCase))
            ?? throw LyncException.Missing("Certificate", thumbprint);
        if (!known.HasKey)
        {
            throw new LyncException($"The certificate \"{thumbprint}\" has no private key on this computer.", "PrivateKeyNotFound", ErrorCategory.InvalidOperation, thumbprint);
        }
        if (!ShouldProcess(known.Thumbprint)) return;
        ChangeHere(computer => ComputerStore.Assign(computer, known.Thumbprint, Types.Select(type => type.ToString())));
        Note($"Assigned {known.Thumbprint} to {string.Join(", ", Types)}.");
    }
}

/// <summary>Takes assignments back. The certificates stay in the store.</summary>
public abstract class RemoveCertificate : CertificateCmdlet
{
    protected override void Work()
    {
        RefuseTheRest();
        if (IsOn("Previous")) throw LyncException.Invalid("There is no previous certificate: ones that take effect later are not simulated.", null);
        if (Types.Length == 0) throw LyncException.Invalid("-Type must be given.", null);
        foreach (var type in Types)
        {
            var computer = File.Read(Here);
            var thumbprint = computer.Assigned.GetValueOrDefault($"{type}") ?? throw LyncException.Missing("Certificate", $"{type}");
            if (!ShouldProcess($"{type}")) continue;
            var isUsed = computer.Services.Any(service => service.IsRunning && !service.Roles.IsEmpty);
            if (isUsed && !IsOn("Force") && !ShouldContinue($"The {type} certificate {thumbprint} is in use. Remove it?", "Remove-CsCertificate")) continue;
            ChangeHere(known => known with { Assigned = known.Assigned.Remove($"{type}") });
            Note($"Removed {thumbprint} from {type}.");
        }
    }
}
