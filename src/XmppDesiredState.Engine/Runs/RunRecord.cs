namespace XmppDesiredState.Engine.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Outcome">The closing sentence; null when the run was cut off, or is not at its end.</param>
public sealed record RunRecord(string Id, DateTimeOffset Started, string Actor, string Command, string? Commit, string? Reason, string? Outcome)
{
    /// <summary>Number of the pull or merge request.</summary>
    public string? PullRequest { get; init; }

    /// <summary>Address of the CI run.</summary>
    public string? Url { get; init; }

    /// <summary>The word for <see cref="Outcome"/>, one of <see cref="RunResults"/>.</summary>
    public string Result { get; init; } = Outcome is null ? RunResults.CutOff : RunResults.Complete;
}
