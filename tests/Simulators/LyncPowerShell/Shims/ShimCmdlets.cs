using System.Management.Automation;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Remoting;

namespace XmppDesiredState.LyncPowerShell.Shims;

/// <summary>
/// The engine alone has the Core cmdlets only. These are the few of Microsoft.PowerShell.Utility and .Management that our scripts use on a real PowerShell 3.0, with the
/// parameters they use; another parameter is an error, as is another cmdlet. README.md lists them.
/// </summary>
internal static class ShimCmdlets
{
    private static readonly Type[] Types =
    [
        typeof(WriteOutputCommand), typeof(WriteErrorCommand), typeof(WriteWarningCommand), typeof(WriteVerboseCommand), typeof(WriteHostCommand), typeof(NewObjectCommand),
        typeof(SelectObjectCommand), typeof(SortObjectCommand), typeof(OutStringCommand), typeof(StartSleepCommand), typeof(GetDateCommand), typeof(TestPathCommand), typeof(JoinPathCommand),
        typeof(GetContentCommand), typeof(SetContentCommand), typeof(ExportClixmlCommand), typeof(ImportClixmlCommand),
        typeof(GetChildItemCommand), typeof(RemoveItemCommand), typeof(NewPSSessionCommand), typeof(NewPSSessionOptionCommand), typeof(ImportPSSessionCommand), typeof(InvokeOcsPowershellCommand),
    ];

    public static void AddTo(InitialSessionState state)
    {
        foreach (var type in Types)
        {
            var name = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false)[0];
            var full = $"{name.VerbName}-{name.NounName}";
            // The engine's own cannot speak WSMan here, and two of one name leave a session without either.
            state.Commands.Remove(full, typeof(SessionStateCmdletEntry));
            state.Commands.Add(new SessionStateCmdletEntry(full, type, helpFileName: null));
        }
    }
}
