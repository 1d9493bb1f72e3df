using System.Collections.Immutable;
using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync;

/// <summary>A warm PowerShell that knows the Lync cmdlets.</summary>
/// <param name="Place">For messages: which machine.</param>
/// <param name="Missing">Cmdlets that do not exist there.</param>
/// <param name="IsRemoting">Cmdlets come from an endpoint, by the account's roles.</param>
internal sealed record LyncSession(PowerShellSession Session, string Place, ImmutableHashSet<string> Missing, bool IsRemoting)
{
    private int broken;

    /// <summary>It is used no more.</summary>
    public bool IsBroken => Volatile.Read(ref broken) != 0;

    public async Task<PowerShellAnswer> InvokeAsync(string script, ImmutableSortedDictionary<string, object?> parameters, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await Session.InvokeAsync(new PowerShellCall(script, parameters, timeout), cancellationToken);
        }
        catch (Exception problem) when (problem is PowerShellBrokenException or OperationCanceledException)
        {
            // After a cancelled call too: what it answered may still be on its way.
            Volatile.Write(ref broken, 1);
            throw;
        }
    }
}
