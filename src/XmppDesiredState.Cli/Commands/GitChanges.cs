using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>
/// The files that differ between HEAD and its merge base with a commit, from the git on the PATH. Names are compared, contents are not
/// read: neither a filter nor a diff program of the repository's configuration runs.
/// </summary>
/// <param name="folder">Absolute, inside a working copy.</param>
internal sealed class GitChanges(string folder, TimeProvider clock)
{
    private const int MostOutput = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ImmutableSortedDictionary<string, string> Settings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("LC_ALL", "C").Add("GIT_OPTIONAL_LOCKS", "0").Add("GIT_TERMINAL_PROMPT", "0");

    /// <summary>Why a word cannot name a commit; null when it can. What begins with a hyphen would be an option of git.</summary>
    public static string? Problem(string commit) => commit switch
    {
        [] or ['-', ..] => "names no commit",
        _ when commit.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) => "names no commit",
        _ when commit.Contains("..", StringComparison.Ordinal) => "is a range: give one commit",
        _ => null,
    };

    /// <summary>Absolute paths, deleted files too, in ordinal order.</summary>
    /// <param name="commit">A branch, tag or commit in which <see cref="Problem"/> finds nothing wrong.</param>
    /// <exception cref="ProviderException">Git cannot say.</exception>
    public async Task<ImmutableArray<string>> SinceAsync(string commit, CancellationToken cancellationToken)
    {
        var place = (await AskAsync(["rev-parse", "--is-shallow-repository", "--show-prefix"], cancellationToken)).Split('\n');
        var isShallow = place[0] == "true";
        var prefix = place.Length > 1 ? place[1] : "";

        if (await TryAskAsync(["rev-parse", "--verify", "--quiet", $"{commit}^{{commit}}"], cancellationToken) is not { } named)
            throw Failed(DeploymentDiagnostics.UnknownCommit, $"This clone has no commit {commit}.", isShallow ? "It is a shallow clone: fetch the history, with actions/checkout by fetch-depth: 0." : "Check its spelling, or fetch it; a branch of the server is origin/NAME.");
        if (await TryAskAsync(["merge-base", named.TrimEnd(), "HEAD"], cancellationToken) is not { } since)
            throw Failed(DeploymentDiagnostics.NoMergeBase, $"{commit} and HEAD have no commit in common in this clone.", isShallow ? "It is a shallow clone: fetch the history, with actions/checkout by fetch-depth: 0." : "Name a commit of the same history.");

        var changed = await AskAsync(["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-relative", "--ignore-submodules=none", since.TrimEnd(), "HEAD", "--"], cancellationToken);
        // Git tells paths from the top of the working copy; the folder is as far below it as the prefix says, also when a link led there.
        var top = string.Concat(Enumerable.Repeat("../", prefix.Count(c => c == '/')));
        return [.. changed.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.GetFullPath(path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : top + path, folder)).Order(StringComparer.Ordinal)];
    }

    private async Task<string> AskAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (ended, why) = await RunAsync(arguments, cancellationToken);
        if (ended is { ExitCode: 0 }) return ProgramText.Decode(ended.Output.Span);
        throw Failed(DeploymentDiagnostics.GitFailed, $"git {arguments[0]} {why}.", "Name a folder of a working copy, or list all deployments without --changed-since.");
    }

    // Git answers no with exit code 1, and with more than that where it could not look.
    private async Task<string?> TryAskAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (ended, why) = await RunAsync(arguments, cancellationToken);
        return ended switch
        {
            { ExitCode: 0 } => ProgramText.Decode(ended.Output.Span),
            { ExitCode: 1 } => null,
            _ => throw Failed(DeploymentDiagnostics.GitFailed, $"git {arguments[0]} {why}.", "Run the same in the folder to see what is wrong."),
        };
    }

    private async Task<(ProgramResult.Ended? Ended, string Why)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var call = new ProgramCall(["git", .. arguments], folder, Patience) { Environment = Settings, OutputLimit = MostOutput };
        return await ProgramRunner.RunAsync(call, clock, cancellationToken) switch
        {
            ProgramResult.Ended ended => (ended, $"failed with exit code {ended.ExitCode}{(ended.Errors.LastLines(2, []) is { Length: > 0 } said ? $": {said.TrimEnd('.')}" : "")}"),
            ProgramResult.NotStarted not => (null, not.Why),
            ProgramResult.TooMuchOutput => (null, $"printed more than {MostOutput} bytes"),
            _ => (null, $"did not end within {Patience.TotalMinutes:0} minutes"),
        };
    }

    private static ProviderException Failed(DiagnosticDescriptor descriptor, string summary, string fix) => new(descriptor.At(null, summary, fix));
}
