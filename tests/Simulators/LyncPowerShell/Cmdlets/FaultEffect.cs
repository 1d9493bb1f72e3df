using System.Diagnostics;
using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Carries a fault out.</summary>
internal sealed class FaultEffect
{
    private readonly LyncFault fault;

    private FaultEffect(LyncFault fault) => this.fault = fault;

    public static FaultEffect Of(LyncFault fault) => new(fault);

    /// <summary>At the fault's moment.</summary>
    public void Before()
    {
        switch (fault.Kind)
        {
            case FaultKind.Slow:
                Thread.Sleep(fault.Milliseconds);
                break;
            case FaultKind.Error:
                throw new LyncException(fault.Message, fault.ErrorId, Enum.Parse<ErrorCategory>(fault.Category), fault.For) { IsTerminating = fault.IsTerminating };
            case FaultKind.Crash:
                End();
                break;
            case FaultKind.Hang:
                Thread.Sleep(Timeout.Infinite);
                break;
            case FaultKind.Drop:
                SshConnection.Cut();
                End();
                break;
            case FaultKind.Orphan:
                SshConnection.Cut();
                Thread.Sleep(fault.Milliseconds);
                break;
        }
    }

    /// <summary>When the work and its moment are over.</summary>
    public void Finally()
    {
        if (fault.Kind == FaultKind.Orphan) End();
    }

    private static void End()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal may take its time; nothing more may happen until then.
        Thread.Sleep(Timeout.Infinite);
    }
}
