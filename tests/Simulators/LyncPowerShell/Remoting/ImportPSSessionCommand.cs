using System.Management.Automation;
using System.Text.RegularExpressions;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>Makes a function of every named cmdlet of the session: its parameters and sets as there, but the types of a module that the client has not are objects here.</summary>
[Cmdlet(VerbsData.Import, "PSSession")]
public sealed partial class ImportPSSessionCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public EndpointSession? Session { get; set; }

    [Parameter(Position = 1)]
    public string[] CommandName { get; set; } = ["*-Cs*"];

    [Parameter]
    public SwitchParameter AllowClobber { get; set; }

    [Parameter]
    public SwitchParameter DisableNameChecking { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in CommandName)
        {
            var found = Find(name);
            if (found.Count == 0) WriteError(new(
                new RuntimeException($"Running the Get-Command command in a remote session reported the following error: The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program."),
                "ErrorFromRemoteCommand", ErrorCategory.InvalidResult, name));
            foreach (var cmdlet in found) Import(cmdlet);
        }
    }

    private List<CmdletInfo> Find(string name)
    {
        using var shell = PowerShell.Create(Session!.Runspace);
        return [.. shell.AddCommand("Get-Command").AddParameter("Name", name).AddParameter("ErrorAction", "Ignore").Invoke<CmdletInfo>()
            .Where(cmdlet => cmdlet.Name.Contains("-Cs", StringComparison.Ordinal) && !LyncEndpointRights.IsDenied(Session!, cmdlet.Name))];
    }

    private void Import(CmdletInfo cmdlet)
    {
        if (!AllowClobber && InvokeCommand.GetCommand(cmdlet.Name, CommandTypes.All) is not null)
        {
            WriteWarning($"Proxy creation has been skipped for the following command: {cmdlet.Name}, because it would shadow an existing local command. Use the AllowClobber parameter if you want to shadow existing local commands.");
            return;
        }
        var metadata = new CommandMetadata(cmdlet);
        var parameters = OwnTypes().Replace(ProxyCommand.GetParamBlock(metadata), "[System.Object]");
        InvokeCommand.InvokeScript($$"""
            function global:{{cmdlet.Name}} {
                {{ProxyCommand.GetCmdletBindingAttribute(metadata)}}
                param({{parameters}})
                process { Invoke-OcsPowershell -Session {{Session!.Id}} -Command '{{cmdlet.Name}}' -Parameters $PSBoundParameters }
            }
            """);
    }

    [GeneratedRegex(@"\[XmppDesiredState\.[^\]]+(\[\])?\]")]
    private static partial Regex OwnTypes();
}
