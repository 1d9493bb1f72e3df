using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Rfc2136.Updates;

/// <summary>
/// Brings the changes of one zone to an end, in messages as large as may be. A message that is refused because of one record is halved until that
/// record stands alone, so it blocks no other.
/// <code>
/// answer, verified              | alone            | with others
/// ------------------------------|------------------|------------
/// NOERROR                       | applied          | applied
/// YXRRSET NXRRSET …             | look: conflict?  | halve
/// REFUSED                       | not done         | halve, unless everything is refused
/// SERVFAIL                      | unknown          | unknown
/// any other                     | not done         | not done, and the rest is not sent
/// no answer that can be believed| unknown          | unknown, and the rest is not sent
/// </code>
/// </summary>
internal sealed class ZoneUpdate(Rfc2136Client client, ZoneReading reading, string zone)
{
    /// <summary>So many refused alone, and none accepted: the rest would be refused too.</summary>
    private const int EnoughRefusals = 8;

    private static readonly TimeSpan LaterAgain = TimeSpan.FromSeconds(3);

    private readonly Stack<IReadOnlyList<RecordSetChange>> open = new();
    private int accepted, refused;

    // Made while the message before it is under way; whoever sends something else first makes its own.
    private (IReadOnlyList<RecordSetChange>? Batch, MessageWriter? Message) next;

    /// <summary>Why nothing more was sent, where that concerns the server and not only this zone.</summary>
    public Diagnostic? Stopped { get; private set; }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<RecordSetChange> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IEnumerable<StepOutcome> known = [];
        // Two steps on one record set: the second goes out when the first is known.
        for (var rest = changes; rest.Count > 0;)
        {
            var round = rest.DistinctBy(change => change.Step.Resource).ToList();
            var taken = new HashSet<RecordSetChange>(round, ReferenceEqualityComparer.Instance);
            rest = [.. rest.Where(change => !taken.Contains(change))];
            foreach (var batch in UpdateMessage.Cut(round).Reverse()) open.Push(batch);
            while (open.TryPop(out var batch))
            {
                var underWay = SendAsync(batch, cancellationToken);
                try
                {
                    // While the server works: what is known is handed on, and the next message is made.
                    foreach (var outcome in known) yield return outcome;
                    MakeNext();
                }
                finally
                {
                    known = await underWay;
                }
            }
        }

        foreach (var outcome in known) yield return outcome;
    }

    private void MakeNext()
    {
        if (open.TryPeek(out var batch)) next = (batch, UpdateMessage.Write(zone, batch));
    }

    // Anew where it goes out a second time, under another key: the first is signed.
    private MessageWriter Message(IReadOnlyList<RecordSetChange> batch)
    {
        var (made, message) = next;
        next = default;
        return ReferenceEquals(made, batch) ? message! : UpdateMessage.Write(zone, batch);
    }

    private async Task<IEnumerable<StepOutcome>> SendAsync(IReadOnlyList<RecordSetChange> batch, CancellationToken cancellationToken)
    {
        if (Stopped is not null) return All(batch, StepResult.NotDone, Stopped, LaterAgain);
        if (batch.Count == 1 && UpdateMessage.SizeOf(batch[0]) > UpdateMessage.Limit) return All(batch, StepResult.NotDone, Rfc2136Diagnostics.TooManyTargets(batch[0].Owner));
        ResponseCode code;
        try
        {
            code = (await client.ExchangeAsync(() => Message(batch), cancellationToken)).Code;
        }
        catch (ExchangeException problem)
        {
            Stopped = Rfc2136Diagnostics.Of(problem, zone, client.KeyName);
            return All(batch, problem.MayHaveHappened ? StepResult.Unknown : StepResult.NotDone, Stopped, problem.Fault == ExchangeFault.Unreachable ? LaterAgain : null);
        }

        switch (code)
        {
            case ResponseCode.NoError:
                accepted += batch.Count;
                return All(batch, StepResult.Applied, null);
            case ResponseCode.YxRrset or ResponseCode.NxRrset or ResponseCode.YxDomain or ResponseCode.NxDomain when batch.Count == 1:
                return [await LookAsync(batch[0], cancellationToken)];
            case ResponseCode.YxRrset or ResponseCode.NxRrset or ResponseCode.YxDomain or ResponseCode.NxDomain:
                return Halve(batch);
            case ResponseCode.Refused when batch.Count > 1 && (accepted > 0 || refused < EnoughRefusals):
                return Halve(batch);
            case ResponseCode.Refused:
                refused += batch.Count;
                return All(batch, StepResult.NotDone, Rfc2136Diagnostics.Refuses(client.Server.ToString(), zone, client.KeyName));
            case ResponseCode.ServFail:
                // Also what a secondary says that forwarded the update and heard nothing.
                return All(batch, StepResult.Unknown, Rfc2136Diagnostics.Answers(code, client.Server.ToString(), zone, client.KeyName));
            default:
                var why = Rfc2136Diagnostics.Answers(code, client.Server.ToString(), zone, client.KeyName);
                var rest = open.SelectMany(waiting => waiting).ToArray();
                open.Clear();
                return All([.. batch, .. rest], StepResult.NotDone, why);
        }
    }

    private IEnumerable<StepOutcome> Halve(IReadOnlyList<RecordSetChange> batch)
    {
        open.Push([.. batch.Skip(batch.Count / 2)]);
        open.Push([.. batch.Take(batch.Count / 2)]);
        return [];
    }

    // It is proved that the record set is not as it was. What it is now decides between a conflict and nothing left to do.
    private async Task<StepOutcome> LookAsync(RecordSetChange change, CancellationToken cancellationToken)
    {
        var changed = Rfc2136Diagnostics.Changed.At(null, $"{change.Owner} is not as the plan found it.", "Plan again and look at what changed.");
        try
        {
            var answer = (await reading.AskAsync(client, zone, [change.Owner], cancellationToken))[0];
            if (answer.IsAlias) return One(change, StepResult.NotDone, Rfc2136Diagnostics.AliasAt(change.Owner));
            var current = answer.Form is { } form ? Rfc2136Mapper.ToResource(change.Owner, form).Resource : null;
            if (change.Step.After is { } after ? current is not null && Rfc2136Mapper.Holds(after, current) : current is null) return One(change, StepResult.AlreadyThere, null);
            return One(change, StepResult.Conflict, current is null ? changed with { Summary = $"{change.Owner} is no longer there." }
                : change.Before.IsEmpty ? changed with { Summary = $"{change.Owner} is there already, and says something else." } : changed);
        }
        catch (ProviderException unread)
        {
            return One(change, StepResult.Conflict, changed with { Fix = $"Plan again and look at what changed. It could not be read: {unread.Diagnostic.Summary}" });
        }
    }

    private static IEnumerable<StepOutcome> All(IEnumerable<RecordSetChange> changes, StepResult result, Diagnostic? why, TimeSpan? again = null) => changes.Select(change => One(change, result, why, again));

    private static StepOutcome One(RecordSetChange change, StepResult result, Diagnostic? why, TimeSpan? again = null) =>
        new(change.Step.Id, result, why is null ? null : why with { Address = new Address(change.Step.Resource, change.Step.Provider).ToString() }, result == StepResult.NotDone ? again : null);
}
