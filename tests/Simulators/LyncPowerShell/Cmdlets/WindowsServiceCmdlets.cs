using System.Collections.Immutable;
using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.LyncPowerShell.Xmpp;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What the three service cmdlets share.</summary>
public abstract class WindowsServiceCmdlet : LyncCmdlet
{
    private const string TypeName = "Microsoft.Rtc.Management.Deployment.Core.NTService";

    protected override bool NeedsCentralStore => false;

    /// <summary>Whether the service's process is the XMPP proxy.</summary>
    protected static bool IsXmppProxy(LyncComputer computer, LyncWindowsService service) => computer.IsEdge && service.DisplayName.Contains("XMPP", StringComparison.Ordinal);

    protected (string Computer, string? Name) Target()
    {
        if (Given("InputObject") is not { } input) return (Text("ComputerName") ?? LocalComputer, Text("Name"));
        var service = PSObject.AsPSObject(input);
        return (service.Properties["ComputerName"]?.Value?.ToString() ?? LocalComputer, service.Properties["Name"]?.Value?.ToString() ?? throw LyncException.Invalid("The input is no service.", input));
    }

    /// <summary>The computer, and its service of that name, or all.</summary>
    private protected static (LyncComputer Computer, ImmutableArray<LyncWindowsService> Services) Find(WorldState state, string computer, string? name)
    {
        var known = state.Computers.Find(item => item.Fqdn.Equals(computer, StringComparison.OrdinalIgnoreCase));
        if (known is null || !known.IsReachable) throw new LyncException($"Cannot connect to the computer \"{computer}\".", "ComputerUnreachable", ErrorCategory.ConnectionError, computer);
        if (name is null) return (known, known.Services);
        var service = known.Services.FirstOrDefault(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw LyncException.Missing("Service", name);
        return (known, [service]);
    }

    private protected static PSObject Shown(LyncComputer computer, LyncWindowsService service, bool withActivity)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, TypeName);
        var isPending = service.PendingUntil > DateTime.UtcNow;
        shown.Properties.Add(new PSNoteProperty("Status", isPending ? service.IsRunning ? "StartPending" : "StopPending" : service.IsRunning ? "Running" : "Stopped"));
        shown.Properties.Add(new PSNoteProperty("Name", service.Name));
        shown.Properties.Add(new PSNoteProperty("DisplayName", service.DisplayName));
        shown.Properties.Add(new PSNoteProperty("RoleName", service.Roles.ToList()));
        shown.Properties.Add(new PSNoteProperty("ComputerName", computer.Fqdn));
        if (withActivity) shown.Properties.Add(new PSNoteProperty("ActivityLevel", null));
        return shown;
    }

    /// <summary>Takes the time it takes, brings the process into line, and notes the result.</summary>
    private protected void Turn(LyncComputer computer, LyncWindowsService service, bool on)
    {
        if (service.IsRunning == on && (!on || !IsXmppProxy(computer, service) || computer.ListenerProcess is not null)) return;
        if (on && service.FailsToStart) throw new LyncException($"Service \"{service.Name}\" could not be started on \"{computer.Fqdn}\".", "ServiceStartFailed", ErrorCategory.OperationStopped, service.Name);
        var waits = !IsOn("NoWait");
        if (waits && service.Seconds > 0) Thread.Sleep(TimeSpan.FromSeconds(service.Seconds));
        if (IsXmppProxy(computer, service))
        {
            if (on) ListenerProcess.Start(File, computer.Fqdn);
            else ListenerProcess.Stop(File, computer.Fqdn);
        }
        File.Change(state =>
        {
            var index = state.Computers.FindIndex(item => item.Fqdn == computer.Fqdn);
            var services = state.Computers[index].Services;
            DateTime? until = waits ? null : DateTime.UtcNow.AddSeconds(service.Seconds);
            return state.Computers[index] = state.Computers[index] with { Services = [.. services.Select(item => item.Name == service.Name ? item with { IsRunning = on, PendingUntil = until } : item)] };
        });
    }
}

public abstract class GetWindowsService : WindowsServiceCmdlet
{
    protected override void Work()
    {
        var (computer, name) = Target();
        var withActivity = !IsOn("ExcludeActivityLevel");
        foreach (var shown in File.Read(state =>
        {
            var (known, services) = Find(state, computer, name);
            return services.Select(service => Shown(known, service, withActivity)).ToList();
        })) WriteObject(shown);
    }
}

/// <summary>Stops those that need it first.</summary>
public abstract class StopWindowsService : WindowsServiceCmdlet
{
    protected override void Work()
    {
        var (name, target) = (Target().Name, Target().Computer);
        var (computer, services) = File.Read(state => Find(state, target, name));
        foreach (var service in services)
        {
            if (name is null && ((IsOn("LeaveClsAgentRunning") && service.Name == "RTCCLSAGT") || (IsOn("LeaveWebServerRunning") && service.Name == "W3SVC"))) continue;
            if (ShouldProcess($"{service.Name} on {computer.Fqdn}")) Stop(computer, service);
        }
    }

    private void Stop(LyncComputer computer, LyncWindowsService service)
    {
        foreach (var dependent in computer.Services.Where(item => item.Prerequisites.Contains(service.Name, StringComparer.OrdinalIgnoreCase))) Stop(computer, dependent);
        var now = File.Read(state => Find(state, computer.Fqdn, service.Name));
        Turn(now.Computer, now.Services[0], on: false);
    }
}

/// <summary>Starts what it needs first, and not what needs it.</summary>
public abstract class StartWindowsService : WindowsServiceCmdlet
{
    protected override void Work()
    {
        var (name, target) = (Target().Name, Target().Computer);
        var (computer, services) = File.Read(state => Find(state, target, name));
        foreach (var service in services)
        {
            if (ShouldProcess($"{service.Name} on {computer.Fqdn}")) Start(computer, service);
        }
    }

    private void Start(LyncComputer computer, LyncWindowsService service)
    {
        foreach (var needed in service.Prerequisites) Start(computer, computer.Services.First(item => item.Name.Equals(needed, StringComparison.OrdinalIgnoreCase)));
        var now = File.Read(state => Find(state, computer.Fqdn, service.Name));
        Turn(now.Computer, now.Services[0], on: true);
    }
}
