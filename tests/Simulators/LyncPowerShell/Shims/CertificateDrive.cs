using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Shims;

/// <summary>Get-ChildItem of the drive Cert:, which only Windows has: the stores My, REQUEST and CA of the simulated computer.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem")]
public sealed class GetChildItemCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0), Alias("LiteralPath")]
    public string Path { get; set; } = "";

    protected override void ProcessRecord()
    {
        var parts = Path.Replace('/', '\\').TrimEnd('\\').Split('\\');
        if (!parts[0].Equals("Cert:", StringComparison.OrdinalIgnoreCase)) throw new PSNotSupportedException("Get-ChildItem here knows the drive Cert: only.");
        var found = parts is [_, var place, var store] && place.Equals("LocalMachine", StringComparison.OrdinalIgnoreCase)
            ? ThisComputer.State(SessionState).Read(state => Items(ThisComputer.Find(state, ThisComputer.Fqdn(SessionState)), store.ToUpperInvariant())) : null;
        if (found is null) WriteError(new(new ItemNotFoundException($"Cannot find path '{Path}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, Path));
        else WriteObject(found, enumerateCollection: true);
    }

    private static List<WindowsCertificate>? Items(LyncComputer computer, string store) => store switch
    {
        "MY" => [.. computer.Store.Values.Select(stored => Item(stored.Certificate, stored.Key, stored.FriendlyName, stored.IsExportable))],
        "REQUEST" => [.. computer.Requests.Select(request => Item(request.Placeholder, request.Key, request.FriendlyName, request.IsExportable))],
        "CA" => [.. computer.Authorities.Select(authority => Item(authority, key: null, "", isExportable: false))],
        _ => null,
    };

    private static WindowsCertificate Item(string certificate, string? key, string friendlyName, bool isExportable)
    {
        var bytes = Convert.FromBase64String(certificate);
        using var plain = key is null ? X509CertificateLoader.LoadCertificate(bytes) : PrivateKeys.Join(bytes, key);
        return new(plain, friendlyName, isExportable);
    }
}
