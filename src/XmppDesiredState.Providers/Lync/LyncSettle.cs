using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Waits until every replica of the configuration store has what was written: it is up to date, and its latest update was created after the
/// write began. Up to date alone is what a replica also says before it has heard of the write.
/// </summary>
internal sealed class LyncSettle(LyncClient client, TimeSpan within, ProviderSettings settings)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>One loop for all steps: a replica takes the store as a whole.</summary>
    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        if (within == TimeSpan.Zero) return [.. steps.Select(step => new StepOutcome(step.Id, StepResult.AlreadyThere))];
        Diagnostic why;
        try
        {
            var lagging = await WaitAsync(cancellationToken);
            if (lagging.Count == 0) return [.. steps.Select(step => new StepOutcome(step.Id, StepResult.Applied))];
            why = LyncDiagnostics.NotReplicated.At(null, $"After {Duration.Format(within)} the change has not reached {Some(lagging)}.", "Look at Get-CsManagementStoreReplicationStatus, and at port 4443 to an Edge server.");
        }
        catch (ProviderException problem)
        {
            why = problem.Diagnostic;
        }

        return [.. steps.Select(step => new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, why)))];
    }

    /// <returns>The replicas that lag at the end of the time.</returns>
    private async Task<List<string>> WaitAsync(CancellationToken cancellationToken)
    {
        var begin = settings.Clock.GetTimestamp();
        // Reported times may be whole seconds.
        DateTimeOffset? written = client.LastWrite is { } exact ? exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerSecond)) : null;
        var told = "";
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var lagging = (await client.ReplicasAsync(cancellationToken)).Where(replica => !Has(replica, written)).Select(replica => replica["ReplicaFqdn"]).Order(StringComparer.Ordinal).ToList();
            var left = within - settings.Clock.GetElapsedTime(begin);
            if (lagging.Count == 0 || left <= TimeSpan.Zero) return lagging;
            var line = $"waiting for {Some(lagging)} to take over the change";
            if (line != told) settings.Progress(told = line);
            await Task.Delay(pause < left ? pause : left, settings.Clock, cancellationToken);
        }
    }

    private static bool Has(LyncRow replica, DateTimeOffset? written) => replica["UpToDate"] == "True"
        && (written is null || (DateTimeOffset.TryParse(replica["LastUpdateCreation"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var created) && created >= written));

    private static string Some(List<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
