using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>Role-based access: a cmdlet that no role of the account has does not exist in its session.</summary>
internal static class LyncEndpointRights
{
    public static bool IsDenied(EndpointSession session, string cmdlet) => StateFile.At((string)session.Runspace.SessionStateProxy.GetVariable(ThisComputer.StateVariable))
        .Read(state => state.Denied.Exists(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(cmdlet)));
}
