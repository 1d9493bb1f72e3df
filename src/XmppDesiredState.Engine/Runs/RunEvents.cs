using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs;

/// <summary>The events every run begins and ends with, which lists of runs are made from, and the words of the others.</summary>
public static class RunEvents
{
    public const string StartedType = "started";
    public const string StepStartedType = "step_started";
    public const string StepFinishedType = "step_finished";

    /// <summary>A person ran a script; the steps behind it are what it brought back.</summary>
    public const string ScriptRunType = "script_run";

    public const string ConfirmedType = "confirmed";
    public const string FinishedType = "finished";

    /// <summary>Never written: a reader puts it where a line could not be read, mostly the last of a run that was killed.</summary>
    public const string CutOffType = "cut_off";

    private const string ActorName = "actor", MachineName = "machine", CommandName = "command", CommitName = "commit", ReasonName = "reason", OutcomeName = "outcome", ResultName = "result", PullRequestName = "pull_request", UrlName = "run_url";

    /// <summary>The first event of a run.</summary>
    /// <param name="actor">Who runs it: the user, or the CI job.</param>
    public static RunEvent Started(DateTimeOffset at, string actor, string machine, string command, string? commit, string? reason) =>
        new(at, StartedType, Particulars((ActorName, actor), (MachineName, machine), (CommandName, command), (CommitName, commit), (ReasonName, reason)));

    /// <summary>The last event of a run.</summary>
    /// <param name="outcome">The closing sentence, with a full stop.</param>
    public static RunEvent Finished(DateTimeOffset at, string outcome) => new(at, FinishedType, Particulars((OutcomeName, outcome)));

    internal static RunEvent CutOff(DateTimeOffset at, int line) => new(at, CutOffType, Value.Map.NoItems.Add("line", new Value.Number(line)));

    internal static RunRecord Record(string id, RunEvent? first, RunEvent? last)
    {
        var outcome = last?.Type == FinishedType ? Text(last, OutcomeName) : null;
        return new RunRecord(id, first?.At ?? DateTimeOffset.UnixEpoch,
            Text(first, ActorName) ?? "unknown", Text(first, CommandName) ?? "unknown", Text(first, CommitName), Text(first, ReasonName), outcome)
        {
            PullRequest = Text(first, PullRequestName),
            Url = Text(first, UrlName),
            Result = outcome is null ? RunResults.CutOff : Text(last, ResultName) ?? RunResults.Complete,
        };
    }

    private static ImmutableSortedDictionary<string, Value> Particulars(params IEnumerable<(string Name, string? Text)> texts) =>
        Value.Map.NoItems.AddRange(texts.Where(text => text.Text is not null).Select(text => KeyValuePair.Create(text.Name, (Value)new Value.Text(text.Text!))));

    private static string? Text(RunEvent? entry, string name) => (entry?.Particulars.GetValueOrDefault(name) as Value.Text)?.Content;
}
