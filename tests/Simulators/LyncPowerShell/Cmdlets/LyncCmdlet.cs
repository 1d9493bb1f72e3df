using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What every simulated cmdlet does around its work. The parameters are fields of the emitted subclass; they are read by name.</summary>
public abstract class LyncCmdlet : PSCmdlet
{
    private LyncFault? fault;

    internal StateFile File => ThisComputer.State(SessionState);

    /// <summary>The fully qualified name of the computer this runs on.</summary>
    protected string LocalComputer => ThisComputer.Fqdn(SessionState);

    /// <summary>Whether the work needs the central store: an Edge has only its replica.</summary>
    protected virtual bool NeedsCentralStore => !IsOn("LocalStore");

    /// <summary>Whether the work calls <see cref="Midway"/>.</summary>
    protected virtual bool HasMiddle => false;

    /// <summary>Whether the caller gave the parameter, be it as null.</summary>
    protected bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    protected object? Given(string parameter) => MyInvocation.BoundParameters.GetValueOrDefault(parameter) is { } value
        ? value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value
        : null;

    protected string? Text(string parameter) => Given(parameter)?.ToString();

    protected bool IsOn(string parameter) => Given(parameter) is SwitchParameter { IsPresent: true };

    protected sealed override void ProcessRecord()
    {
        var call = new LyncCall(
            MyInvocation.MyCommand.Name,
            [.. MyInvocation.BoundParameters.Keys.Order(StringComparer.Ordinal)],
            Text("Identity") ?? Text("Domain") ?? Text("Name") ?? Text("ReplicaFqdn"),
            Text("ComputerName"),
            LocalComputer);
        try
        {
            fault = File.Receive(call);
            CheckRights(call.Cmdlet);
            if (!HasMiddle) Meet(FaultMoment.Midway);
            Meet(FaultMoment.BeforeWork);
            Work();
            Meet(FaultMoment.AfterWork);
            if (fault is not null) FaultEffect.Of(fault).Finally();
        }
        catch (LyncException exception)
        {
            var error = new ErrorRecord(exception, exception.Id, exception.Category, exception.Target);
            if (exception.IsTerminating) ThrowTerminatingError(error);
            WriteError(error);
        }
    }

    protected abstract void Work();

    /// <summary>Called where half of the work is done.</summary>
    protected void Midway() => Meet(FaultMoment.Midway);

    /// <summary>A change to the central store, which its replicas are to take.</summary>
    internal void Write(Action<WorldState> change) => File.Change(state =>
    {
        change(state);
        state.Publish(DateTime.UtcNow);
        return 0;
    });

    private void Meet(FaultMoment moment)
    {
        if (fault?.Moment == moment) FaultEffect.Of(fault).Before();
    }

    private void CheckRights(string cmdlet)
    {
        var denied = File.Read(state => state.Denied.Exists(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(cmdlet)));
        if (denied) throw new LyncException("Access is denied: the account is in none of the groups or roles that may run this cmdlet.", "AccessDenied", ErrorCategory.PermissionDenied, cmdlet);
        var isEdge = NeedsCentralStore && File.Read(state => state.Computers.Exists(computer => computer.IsEdge && computer.Fqdn.Equals(LocalComputer, StringComparison.OrdinalIgnoreCase)));
        if (isEdge) throw new LyncException("Cannot connect to the Central Management Store from this computer.", "CentralManagementStoreUnreachable", ErrorCategory.ConnectionError, LocalComputer);
    }
}
