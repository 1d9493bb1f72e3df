using System.Collections.Immutable;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Cmdlets;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>The simulated cmdlets. What the reference has and this list has not does not exist in the engine.</summary>
internal static class LyncCmdlets
{
    private static readonly Dictionary<string, Type> Implementations = new(StringComparer.Ordinal)
    {
        ["Get-CsAccessEdgeConfiguration"] = typeof(GetAccessEdgeConfiguration),
        ["Set-CsAccessEdgeConfiguration"] = typeof(SetAccessEdgeConfiguration),
        ["Get-CsCertificate"] = typeof(GetCertificate),
        ["Import-CsCertificate"] = typeof(ImportCertificate),
        ["Remove-CsCertificate"] = typeof(RemoveCertificate),
        ["Request-CsCertificate"] = typeof(RequestCertificate),
        ["Set-CsCertificate"] = typeof(SetCertificate),
        ["Get-CsExternalAccessPolicy"] = typeof(GetExternalAccessPolicy),
        ["New-CsExternalAccessPolicy"] = typeof(NewExternalAccessPolicy),
        ["Set-CsExternalAccessPolicy"] = typeof(SetExternalAccessPolicy),
        ["Remove-CsExternalAccessPolicy"] = typeof(RemoveExternalAccessPolicy),
        ["Grant-CsExternalAccessPolicy"] = typeof(GrantExternalAccessPolicy),
        ["Get-CsManagementStoreReplicationStatus"] = typeof(GetManagementStoreReplicationStatus),
        ["Invoke-CsManagementStoreReplication"] = typeof(InvokeManagementStoreReplication),
        ["Get-CsService"] = typeof(GetService),
        ["Get-CsSite"] = typeof(GetSite),
        ["Get-CsWindowsService"] = typeof(GetWindowsService),
        ["Start-CsWindowsService"] = typeof(StartWindowsService),
        ["Stop-CsWindowsService"] = typeof(StopWindowsService),
        ["Get-CsXmppAllowedPartner"] = typeof(GetXmppAllowedPartner),
        ["New-CsXmppAllowedPartner"] = typeof(NewXmppAllowedPartner),
        ["Set-CsXmppAllowedPartner"] = typeof(SetXmppAllowedPartner),
        ["Remove-CsXmppAllowedPartner"] = typeof(RemoveXmppAllowedPartner),
        ["Get-CsXmppGatewayConfiguration"] = typeof(GetXmppGatewayConfiguration),
        ["Set-CsXmppGatewayConfiguration"] = typeof(SetXmppGatewayConfiguration),
    };

    private static readonly Lazy<ImmutableArray<(CmdletForm Form, Type Type)>> Emitted = new(Emit);

    public static IEnumerable<CmdletForm> Forms => Emitted.Value.Select(cmdlet => cmdlet.Form);

    public static void AddTo(InitialSessionState state)
    {
        foreach (var (form, type) in Emitted.Value) state.Commands.Add(new SessionStateCmdletEntry(form.Name, type, helpFileName: null));
    }

    private static ImmutableArray<(CmdletForm, Type)> Emit()
    {
        var emitter = new CmdletEmitter();
        return [.. from form in CmdletReference.Read() where Implementations.ContainsKey(form.Name) select (form, emitter.Emit(form, Implementations[form.Name]))];
    }
}
