using System.Collections.Immutable;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Cmdlets;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>The simulated cmdlets. What the reference has and this list has not does not exist in the engine.</summary>
internal static class LyncCmdlets
{
    private static readonly Dictionary<string, Type> Implementations = new(StringComparer.Ordinal)
    {
        ["Get-CsXmppAllowedPartner"] = typeof(GetXmppAllowedPartner),
        ["New-CsXmppAllowedPartner"] = typeof(NewXmppAllowedPartner),
        ["Set-CsXmppAllowedPartner"] = typeof(SetXmppAllowedPartner),
        ["Remove-CsXmppAllowedPartner"] = typeof(RemoveXmppAllowedPartner),
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
