using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Which runs are listed. What is given twice is either; what is given of several options is all of it.</summary>
internal sealed class RunsFilter
{
    private readonly Option<string[]> actor = new("--actor") { Description = "Only those of this user or CI account.", HelpName = "NAME" };
    private readonly Option<string[]> commit = new("--commit") { Description = "Only those of this commit; its first digits will do.", HelpName = "SHA" };
    private readonly Option<string[]> pullRequest = new("--pull-request") { Description = "Only those applied for this pull request.", HelpName = "NUMBER" };
    private readonly Option<string[]> outcome = new("--outcome") { Description = $"Only those that ended so: {string.Join(", ", RunResults.All)}." };
    private readonly Option<string?> since = new("--since") { Description = "Only those begun at or after this day (2026-11-23, UTC), time (2026-11-23T13:15:00Z), or so long ago (36h).", HelpName = "TIME" };
    private readonly Option<string?> until = new("--until") { Description = "Only those begun before the end of this day, before this time, or longer ago than this.", HelpName = "TIME" };
    private readonly Option<int?> limit = new("--limit") { Description = "So many, the newest.", HelpName = "N" };

    public RunsFilter()
    {
        outcome.AcceptOnlyFromAmong([.. RunResults.All]);
        foreach (var time in (Option<string?>[])[since, until]) time.Validators.Add(result => CheckTime(result, time.Name));
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)) result.AddError($"--limit {token.Value} is not a number from 1 on.");
        });
    }

    private Option[] All => [actor, commit, pullRequest, outcome, since, until, limit];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Options.Add(option);
    }

    /// <summary>Whether something stands on the command line.</summary>
    public bool IsGiven(CommandResult result, Invocation invocation) =>
        All.Any(option => result.GetResult(option) is { Implicit: false } && !invocation.FromEnvironment.Contains(EnvironmentOptions.NameOf(option)));

    public ImmutableArray<RunRecord> Apply(ParseResult result, DateTimeOffset now, ImmutableArray<RunRecord> runs)
    {
        DateTimeOffset? from = result.GetValue(since) is { } begin ? Read(begin, now, isEnd: false) : null;
        DateTimeOffset? to = result.GetValue(until) is { } end ? Read(end, now, isEnd: true) : null;
        var chosen = runs.Where(run => IsOf(result.GetValue(actor), run.Actor) && IsOf(result.GetValue(pullRequest), run.PullRequest) && IsOf(result.GetValue(outcome), run.Result)
            && (result.GetValue(commit) is not { Length: > 0 } commits || commits.Any(digits => run.Commit?.StartsWith(digits, StringComparison.OrdinalIgnoreCase) == true))
            && !(run.Started < from) && !(run.Started >= to));
        return [.. chosen.Take(result.GetValue(limit) ?? int.MaxValue)];
    }

    private static bool IsOf(string[]? wanted, string? text) => wanted is not { Length: > 0 } || wanted.Any(word => string.Equals(word.TrimStart('#'), text, StringComparison.OrdinalIgnoreCase));

    private static void CheckTime(OptionResult result, string name)
    {
        if (result.Tokens is [var token] && Read(token.Value, DateTimeOffset.UnixEpoch.AddYears(50), isEnd: false) is null)
            result.AddError($"{name} {token.Value} is not a time: write 2026-11-23, 2026-11-23T13:15:00Z or 36h.");
    }

    private static DateTimeOffset? Read(string written, DateTimeOffset now, bool isEnd)
    {
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(isEnd ? 1 : 0);
        if (Duration.TryParse(written, out var ago)) return ago < now - DateTimeOffset.UnixEpoch ? now - ago : DateTimeOffset.UnixEpoch;
        // With its offset: a time without one means something else on every machine.
        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return (written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
            && DateTimeOffset.TryParseExact(written, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
