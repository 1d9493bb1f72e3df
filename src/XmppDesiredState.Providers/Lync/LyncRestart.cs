using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Restarts the services of one member that load the external certificate. What ran before runs after it, dependents included; what was
/// stopped stays so. Once something was stopped it is started again, whatever happens on the way; a note on the machine says what, so that a restart
/// that was cut off with this process is seen by the next plan and ended by the next apply.
/// </summary>
internal sealed class LyncRestart(LyncClient client, TimeSpan timeout, ProviderSettings settings)
{
    private const int MostStarts = 3;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        if (step is not { Operation: Operation.Restart, Member: { } member } || LyncServices.ProblemOf(member) is not null) return Failed(step, LyncDiagnostics.CannotDo(step));
        var stopping = false;
        try
        {
            var before = await client.ServicesAsync(member, cancellationToken);
            var ours = LyncServices.ToRestart(before);
            if (ours.IsEmpty) return Failed(step, LyncDiagnostics.About(step, LyncDiagnostics.NoService, $"{member} has no service of an Edge server or of the XMPP gateway.", "Check the member's name, and run Setup there again if XMPP was enabled since."));
            var earlier = await client.InterruptedAsync(member, cancellationToken);
            var (running, runs) = (before.Where(LyncServices.IsRunning).Select(service => service["Name"]).ToImmutableArray(),
                before.Where(service => LyncServices.IsRunning(service) || earlier.Contains(service["Name"], StringComparer.OrdinalIgnoreCase)).Select(service => service["Name"]).ToImmutableArray());
            if (!runs.IsEmpty) await client.NoteAsync(member, runs, cancellationToken);
            stopping = true;
            var (refusal, ended) = await TryStopAsync(step, member, [.. ours.Where(running.Contains)], cancellationToken);
            // From here on nobody is helped by giving up half-way.
            var down = await StartAsync(member, [.. ours.Where(runs.Contains), .. runs.Except(ours)], CancellationToken.None);
            if (down.IsEmpty) await client.NoteAsync(member, [], CancellationToken.None);
            ended?.Throw();
            if (refusal is not null) return Failed(step, refusal);
            return down.IsEmpty ? new StepOutcome(step.Id, StepResult.Applied, Artifact: Wanted(step, member))
                : Failed(step, LyncDiagnostics.About(step, LyncDiagnostics.NotBack, $"On {member} did not come back: {string.Join(", ", down.Select(LyncServices.Show))}.", "Look at the event log there, and at the certificate that is assigned."));
        }
        catch (ProviderException problem)
        {
            // A look that failed: before the first stop nothing has happened, after it nobody knows what runs.
            return new StepOutcome(step.Id, stopping ? StepResult.Unknown : StepResult.NotDone, LyncDiagnostics.About(step, problem.Diagnostic));
        }
        catch (PowerShellBrokenException broken)
        {
            return new StepOutcome(step.Id, StepResult.Unknown, LyncDiagnostics.About(step, broken.Diagnostic));
        }
    }

    /// <returns>Why a service could not be stopped, or what ended the attempt; null and null: all are.</returns>
    private async Task<(Diagnostic? Refusal, ExceptionDispatchInfo? Ended)> TryStopAsync(Step step, string member, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        try
        {
            return (await StopAsync(step, member, names, cancellationToken), null);
        }
        catch (Exception problem) when (problem is ProviderException or PowerShellBrokenException or OperationCanceledException)
        {
            return (null, ExceptionDispatchInfo.Capture(problem));
        }
    }

    /// <returns>Why a service could not be stopped; null: all are.</returns>
    private async Task<Diagnostic?> StopAsync(Step step, string member, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        if (step.After?.TryGet(Service.Drain, out var drain) == true && drain > TimeSpan.Zero && await DrainAsync(step, member, names, drain, cancellationToken) is { } refusal) return refusal;
        foreach (var name in names)
        {
            if (await client.RunAsync(member, LyncCalls.Stop(member, name, drain: false), timeout, cancellationToken) is { } error) return Refused(step, member, "Stop-CsWindowsService", name, error);
        }

        return null;
    }

    private async Task<Diagnostic?> DrainAsync(Step step, string member, ImmutableArray<string> names, TimeSpan drain, CancellationToken cancellationToken)
    {
        settings.Progress($"{member}: waiting up to {Duration.Format(drain)} for calls to end");
        foreach (var name in names)
        {
            if (await client.RunAsync(member, LyncCalls.Stop(member, name, drain: true), timeout, cancellationToken) is { } error) return Refused(step, member, "Stop-CsWindowsService", name, error);
        }

        var begin = settings.Clock.GetTimestamp();
        while (settings.Clock.GetElapsedTime(begin) < drain)
        {
            var open = (await client.ServicesAsync(member, cancellationToken)).Where(service => names.Contains(service["Name"]) && service["Status"] != "Stopped").ToArray();
            if (open.Length == 0) return null;
            var left = drain - settings.Clock.GetElapsedTime(begin);
            if (left > TimeSpan.Zero) await Task.Delay(left < Poll ? left : Poll, settings.Clock, cancellationToken);
        }

        return null;
    }

    /// <summary>Starts what ran before, and waits until it runs.</summary>
    /// <returns>What does not run at the end.</returns>
    private async Task<ImmutableArray<LyncRow>> StartAsync(string member, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        var begin = settings.Clock.GetTimestamp();
        for (var tried = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase); ;)
        {
            var down = (await client.ServicesAsync(member, cancellationToken)).Where(service => names.Contains(service["Name"]) && !LyncServices.IsRunning(service)).ToImmutableArray();
            if (down.IsEmpty || settings.Clock.GetElapsedTime(begin) >= timeout) return down;
            foreach (var service in down.OrderBy(service => names.IndexOf(service["Name"])))
            {
                // One that is still about to stop refuses to start, so a first refusal is not the end.
                if ((tried[service["Name"]] = tried.GetValueOrDefault(service["Name"]) + 1) > MostStarts) continue;
                // What a start says is not the last word: whether the service runs is looked up.
                try
                {
                    _ = await client.RunAsync(member, LyncCalls.Start(member, service["Name"]), timeout, cancellationToken);
                }
                catch (PowerShellBrokenException)
                {
                    settings.Progress($"{member}: the session ended while {service["Name"]} started; going on in another one");
                }
            }

            if (tried.Values.Any(times => times > 1)) await Task.Delay(Poll, settings.Clock, cancellationToken);
        }
    }

    private static Diagnostic Refused(Step step, string member, string cmdlet, string name, PowerShellError error) =>
        LyncDiagnostics.About(step, LyncDiagnostics.Of(error, LyncDiagnostics.NotWritten, $"{cmdlet} of {name} on {member} failed", member));

    private static string? Wanted(Step step, string member) => ((step.After?[Service.Loaded] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Text)?.Content ?? step.Artifact;

    private static StepOutcome Failed(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why);
}
