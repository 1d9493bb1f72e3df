using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.Wire;

/// <summary>
/// Asks a member again and again until it presents what it was told to load.
/// <code>
/// all ports present it                          | Applied
/// another one, unchanged for the whole patience | NotDone: the reload did not take
/// no answer, or another one, until within ends  | NotDone: known not to have answered from here
/// </code>
/// A probe writes nothing, so what it does not see is known not to be, never uncertain.
/// </summary>
/// <param name="patience">For how long a member may go on presenting another certificate: a server may answer some last connections before it restarts.</param>
internal sealed class WireProbe(WireClient client, ImmutableSortedDictionary<string, ImmutableArray<WirePort>> members, TimeProvider clock, TimeSpan patience, Action<string> progress)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(2);

    public async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        if (step.Resource.Kind != Resources.Service.Kind || step.Operation != Operation.Probe) return Failed(step, WireDiagnostics.CannotDo(step, "the wire provider only probes services"));
        if (step.Member is not { } member || WireMapper.WantedBy(step) is not { } wanted) return Failed(step, WireDiagnostics.CannotDo(step, "the step names no member, or no certificate for it to present"));
        if (!members.TryGetValue(member, out var ports)) return Failed(step, WireDiagnostics.NotListedOn(step.Resource, member, step.Provider));
        return WireMapper.DomainOf(step.After) is { } domain ? await AskUntilAsync(step, ports, domain, wanted, cancellationToken) : Failed(step, WireDiagnostics.NoDomainOf(step.Resource, step.Provider));
    }

    private async Task<StepOutcome> AskUntilAsync(Step step, ImmutableArray<WirePort> ports, string domain, string wanted, CancellationToken cancellationToken)
    {
        var (begin, within) = (clock.GetTimestamp(), WireMapper.WithinOf(step.After));
        var (other, otherSince, pause) = ((string?)null, begin, FirstPause);
        while (true)
        {
            var answers = await client.AskAsync(ports, domain, within - clock.GetElapsedTime(begin), cancellationToken);
            var loaded = WireMapper.LoadedOf(answers);
            if (loaded == wanted) return new StepOutcome(step.Id, StepResult.Applied, Artifact: wanted);
            if (loaded != other || loaded is null) (other, otherSince) = (loaded, clock.GetTimestamp());
            if (loaded is not null && clock.GetElapsedTime(otherSince) >= patience) return Failed(step, WireDiagnostics.StillServes(step, loaded, wanted));
            var left = within - clock.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero) return Failed(step, loaded is null ? WireDiagnostics.DidNotAnswer(step, within, answers) : WireDiagnostics.StillServes(step, loaded, wanted));
            if (pause == FirstPause) progress($"waiting for {step.Member} to present {wanted}");
            await Task.Delay(pause < left ? pause : left, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static StepOutcome Failed(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why);
}
