using System.Collections;
using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>The wire of an imported function: what goes over it either way is serialised, as by remoting, so live objects arrive as <c>Deserialized.</c> ones.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OcsPowershell")]
public sealed class InvokeOcsPowershellCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public int Session { get; set; }

    [Parameter(Mandatory = true)]
    public string Command { get; set; } = "";

    [Parameter(Mandatory = true)]
    public IDictionary Parameters { get; set; } = new Hashtable();

    protected override void ProcessRecord()
    {
        var session = EndpointSession.Of(Session);
        using var shell = PowerShell.Create(session.Runspace);
        shell.AddCommand(Command);
        foreach (DictionaryEntry parameter in Parameters)
        {
            var name = (string)parameter.Key;
            if (CommonParameters.Contains(name) && name is not ("WhatIf" or "Confirm")) continue;
            shell.AddParameter(name, PSSerializer.Deserialize(PSSerializer.Serialize(Portable(parameter.Value), depth: 2)));
        }
        try
        {
            var output = shell.Invoke();
            foreach (var item in output) WriteObject(Received(item, session));
        }
        catch (RuntimeException exception)
        {
            ThrowTerminatingError(Received(exception.ErrorRecord));
        }
        foreach (var warning in shell.Streams.Warning) WriteWarning(warning.Message);
        foreach (var error in shell.Streams.Error) WriteError(Received(error));
    }

    private static object? Portable(object? value) => value switch
    {
        SwitchParameter flag => flag.IsPresent,
        PSListModifier { Replace.Count: > 0 } modifier => new Hashtable { ["Replace"] = modifier.Replace.Cast<object>().ToArray() },
        PSListModifier modifier => new Hashtable { ["Add"] = modifier.Add.Cast<object>().ToArray(), ["Remove"] = modifier.Remove.Cast<object>().ToArray() },
        _ => value,
    };

    private static PSObject Received(PSObject item, EndpointSession session)
    {
        // One level, as remoting does: what lies deeper is text.
        var received = PSObject.AsPSObject(PSSerializer.Deserialize(PSSerializer.Serialize(item, depth: 1)));
        received.Properties.Add(new PSNoteProperty("PSComputerName", session.ComputerName));
        received.Properties.Add(new PSNoteProperty("RunspaceId", session.Runspace.InstanceId));
        received.Properties.Add(new PSNoteProperty("PSShowComputerName", false));
        return received;
    }

    private static ErrorRecord Received(ErrorRecord error) => new(new RemoteException(error.ToString()), error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category, error.TargetObject?.ToString());
}
