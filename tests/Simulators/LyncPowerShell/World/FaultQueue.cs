using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Counts calls against the faults that wait for them.</summary>
internal static class FaultQueue
{
    /// <returns>The fault of this call, and whether a count in the list moved.</returns>
    public static (LyncFault? Fault, bool IsChanged) Take(List<LyncFault> faults, LyncCall call)
    {
        LyncFault? taken = null;
        var isChanged = false;
        for (var index = faults.Count - 1; index >= 0; index--)
        {
            var fault = faults[index];
            if (!Matches(fault, call)) continue;
            isChanged = true;
            if (fault.AtCall > 1)
            {
                faults[index] = fault with { AtCall = fault.AtCall - 1 };
                continue;
            }
            taken = fault;
            if (!fault.Repeats) faults.RemoveAt(index);
        }
        return (taken, isChanged);
    }

    private static bool Matches(LyncFault fault, LyncCall call) =>
        WildcardPattern.Get(fault.Cmdlet, WildcardOptions.IgnoreCase).IsMatch(call.Cmdlet)
        && !(fault.OnlyWrites && (call.Cmdlet.StartsWith("Get-", StringComparison.OrdinalIgnoreCase) || call.Cmdlet.StartsWith("Test-", StringComparison.OrdinalIgnoreCase)))
        && (fault.On is null || Equals(fault.On, call.On))
        && (fault.For is null || Equals(fault.For, call.Identity) || Equals(fault.For, call.ComputerName));

    private static bool Equals(string wanted, string? given) => wanted.Equals(given, StringComparison.OrdinalIgnoreCase);
}
