namespace XmppDesiredState.Cli;

/// <summary>Who and what a run is for, as the CI system says it: GitHub Actions, GitLab CI or Azure Pipelines. Without one, the user of this machine.</summary>
/// <param name="PullRequest">Number of the pull or merge request; null where there is none, as on the branch that it was merged into.</param>
/// <param name="Url">Address of the run.</param>
internal sealed record CiOrigin(string Actor, string? Commit, string? PullRequest, string? Url)
{
    private const int Longest = 400;

    // Names: docs.github.com "Variables reference", docs.gitlab.com "Predefined CI/CD variables", learn.microsoft.com "Use predefined variables".
    public static CiOrigin Of(CliEnvironment environment)
    {
        return new CiOrigin(
            First("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_REQUESTEDFOR") ?? environment.User,
            First("GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION"),
            // refs/pull/17/merge; Azure Pipelines counts apart what is of GitHub and what is its own.
            Number(First("GITHUB_REF")) ?? First("CI_MERGE_REQUEST_IID", "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"),
            Url());

        string? First(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (environment.Variable(name) is { Length: > 0 and <= Longest } value) return value;
            }

            return null;
        }

        string? Url() => (First("GITHUB_SERVER_URL"), First("GITHUB_REPOSITORY"), First("GITHUB_RUN_ID")) is ({ } server, { } repository, { } run) ? $"{server}/{repository}/actions/runs/{run}"
            : First("CI_JOB_URL", "CI_PIPELINE_URL") is { } job ? job
            : (First("SYSTEM_COLLECTIONURI"), First("SYSTEM_TEAMPROJECT"), First("BUILD_BUILDID")) is ({ } collection, { } project, { } build)
                ? $"{collection.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}"
            : null;
    }

    private static string? Number(string? reference) => reference?.Split('/') is ["refs", "pull", var number, ..] && number.All(char.IsAsciiDigit) ? number : null;
}
