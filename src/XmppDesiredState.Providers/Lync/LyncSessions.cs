using System.Collections.Immutable;
using XmppDesiredState.PowerShell;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Programs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>One warm session a machine, opened at its first use and once for all who wait for it. One that broke is not used again: the next use opens another.</summary>
internal sealed class LyncSessions(ProviderSettings settings) : IAsyncDisposable
{
    /// <summary>The module of Lync Server loads for ten seconds and more on a busy server.</summary>
    private static readonly TimeSpan Loading = TimeSpan.FromMinutes(3);

    // Lync Server 2010 and 2013; Skype for Business Server 2015.
    private static readonly ImmutableArray<string> Modules = ["Lync", "SkypeForBusiness"];

    private static readonly ImmutableArray<string> Cmdlets =
        [.. LyncCapabilities.All.SelectMany(capability => LyncCalls.CmdletsOf(capability.Kind)), LyncCalls.Replicas.Cmdlet, LyncCalls.Sites.Cmdlet, LyncCalls.EdgePools.Cmdlet];

    private readonly Dictionary<string, Task<LyncSession>> opened = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private bool isClosed;

    /// <summary>The session of a machine that has a connection of its own, else the one through which all others are reached.</summary>
    /// <param name="machine">Null: where the configuration store is spoken to.</param>
    /// <exception cref="ProviderException">It could not be opened; nothing was sent.</exception>
    public async Task<LyncSession> OpenAsync(string? machine, CancellationToken cancellationToken)
    {
        var (key, connection) = machine is not null && LyncOptions.MachinesOf(settings.Options).TryGetValue(machine, out var own) ? (machine, own) : ("", LyncOptions.ConnectionOf(settings.Options));
        Task<LyncSession> session;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (!opened.TryGetValue(key, out session!) || session.IsFaulted || session.IsCanceled || session is { IsCompletedSuccessfully: true, Result.IsBroken: true })
            {
                var ended = session;
                opened[key] = session = Task.Run(() => OpenAsync(connection, ended, closing.Token), CancellationToken.None);
            }
        }

        return await session.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Task<LyncSession>[] open;
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
            open = [.. opened.Values];
        }

        await closing.CancelAsync();
        foreach (var session in open)
        {
            try
            {
                await (await session).Session.DisposeAsync();
            }
            catch (Exception problem) when (problem is ProviderException or PowerShellBrokenException or OperationCanceledException)
            {
                // It never came about, which its first user was told.
            }
        }

        closing.Dispose();
    }

    private async Task<LyncSession> OpenAsync(Value.Map? connection, Task<LyncSession>? ended, CancellationToken cancellationToken)
    {
        if (ended is { IsCompletedSuccessfully: true }) await (await ended).Session.DisposeAsync();
        if (connection is null || ConnectionFields.Read(connection) is not { } read)
            throw new ProviderException(LyncDiagnostics.BadOptions.At(null, $"{settings.Name} has no connection.", "Write connection: with one of local, ssh and remoting."));
        var opening = PowerShellOpening.For(settings) with { Program = LyncOptions.ProgramOf(settings.Options), Imports = Cmdlets };
        var session = await PowerShellSession.OpenAsync(read, opening, cancellationToken);
        try
        {
            return await EquipAsync(session, read, cancellationToken);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<LyncSession> EquipAsync(PowerShellSession session, PowerShellConnection connection, CancellationToken cancellationToken)
    {
        var isRemoting = connection is PowerShellConnection.Remoting;
        var place = isRemoting ? connection.Place : session.Host.Machine;
        PowerShellAnswer answer;
        try
        {
            // Through remoting the cmdlets were imported from the endpoint; a module of this machine would hide them.
            answer = await session.InvokeAsync(new PowerShellCall(LyncScripts.Open, LyncRows.Parameters(("Modules", isRemoting ? [] : Modules.ToArray()), ("Cmdlets", Cmdlets.ToArray())), Loading), cancellationToken);
        }
        catch (PowerShellBrokenException problem)
        {
            throw new ProviderException(problem.Diagnostic, problem);
        }

        var said = LyncRows.Tagged(answer);
        if (!answer.Errors.IsEmpty || !said.TryGetValue("missing", out var missing))
            throw new ProviderException(LyncDiagnostics.NoModule.At(null, $"The Lync cmdlets could not be looked for at {place}: {(answer.Errors.IsEmpty ? "no answer" : LyncDiagnostics.Said(answer.Errors[0], null))}.", "See what the module's import says there."));
        if (missing.Length == Cmdlets.Length)
        {
            var why = said.TryGetValue("problems", out var problems) && problems.Length > 0 ? $" Import-Module said: {string.Join(" / ", problems.Select(Short))}" : "";
            throw new ProviderException(isRemoting
                ? LyncDiagnostics.NoCmdlet.At(null, $"None of the Lync cmdlets came from {place}.", "Grant the account the role CsAdministrator (CsViewOnlyAdministrator to plan only), and check that the URI ends in /OcsPowershell.")
                : LyncDiagnostics.NoModule.At(null, $"The module Lync or SkypeForBusiness is not installed at {place}.{why}", "Connect to a Front End server, or install the administrative tools of Lync Server 2013 or Skype for Business Server 2015 there."));
        }

        return new LyncSession(session, place, [.. missing], isRemoting);
    }

    private static string Short(string text) => ProgramText.Clean(text.Length <= 200 ? text : text[..200]);
}
