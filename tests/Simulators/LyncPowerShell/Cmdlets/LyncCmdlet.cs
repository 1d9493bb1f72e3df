using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What every simulated cmdlet does around its work. The parameters are fields of the emitted subclass; they are read by name.</summary>
public abstract class LyncCmdlet : PSCmdlet
{
    /// <summary>Names the state file of an engine inside a test process; a process of its own takes the environment variable.</summary>
    internal const string StateVariable = "LYNCSIM_STATE";

    internal StateFile File => StateFile.At(
        SessionState.PSVariable.GetValue("global:" + StateVariable) as string
        ?? Environment.GetEnvironmentVariable(StateVariable)
        ?? throw new InvalidOperationException($"{StateVariable} names no state file."));

    /// <summary>Whether the caller gave the parameter, be it as null.</summary>
    protected bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    protected object? Given(string parameter) => MyInvocation.BoundParameters.GetValueOrDefault(parameter) is { } value ? value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value : null;

    protected string? Text(string parameter) => Given(parameter)?.ToString();

    protected bool IsOn(string parameter) => Given(parameter) is SwitchParameter { IsPresent: true };

    protected sealed override void ProcessRecord()
    {
        try
        {
            Work();
        }
        catch (LyncException exception)
        {
            WriteError(new(exception, exception.Id, exception.Category, exception.Target));
        }
    }

    protected abstract void Work();
}
