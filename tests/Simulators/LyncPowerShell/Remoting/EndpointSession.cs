using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.Host;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>A session on the OcsPowershell endpoint: a runspace of its own, on the Front End, without the client's variables and functions.</summary>
public sealed class EndpointSession
{
    private static readonly ConcurrentDictionary<int, EndpointSession> Opened = new();

    internal EndpointSession(string computerName, string statePath)
    {
        ComputerName = computerName;
        var state = InitialSessionState.CreateDefault2();
        LyncCmdlets.AddTo(state);
        state.Variables.Add(new SessionStateVariableEntry(ThisComputer.StateVariable, statePath, description: null));
        state.Variables.Add(new SessionStateVariableEntry(ThisComputer.NameVariable, LyncWorld.FrontEnd, description: null));
        Runspace = RunspaceFactory.CreateRunspace(new PlainHost(TextWriter.Null, TextWriter.Null), state);
        Runspace.Open();
        Id = Opened.Count + 1;
        Opened[Id] = this;
    }

    public int Id { get; }

    public string ComputerName { get; }

    public string ConfigurationName => "Microsoft.PowerShell";

    public string State => "Opened";

    internal Runspace Runspace { get; }

    internal static EndpointSession Of(int id) => Opened[id];
}
