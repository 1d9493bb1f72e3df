namespace XmppDesiredState.Cli.Tests;

public sealed class CiOriginTests
{
    [Fact]
    public void Origin_WithoutCi_IsTheUser() => Assert.Equal(new CiOrigin("ann", null, null, null), Of());

    [Fact]
    public void Origin_OnGitHub_IsTheRun() => Assert.Equal(new CiOrigin("octo", "abc", "17", "https://github.com/contoso/federation/actions/runs/42"),
        Of("GITHUB_ACTOR=octo", "GITHUB_SHA=abc", "GITHUB_REF=refs/pull/17/merge", "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=contoso/federation", "GITHUB_RUN_ID=42"));

    [Theory]
    [InlineData("refs/heads/main")]
    [InlineData("refs/pull/x/merge")]
    [InlineData("refs/heads/pull/17")]
    public void Origin_OfABranch_HasNoPullRequest(string reference) => Assert.Null(Of($"GITHUB_REF={reference}").PullRequest);

    [Fact]
    public void Origin_OnGitLab_IsTheJob() => Assert.Equal(new CiOrigin("lab", "abc", "5", "https://gitlab.example/job/1"),
        Of("GITLAB_USER_LOGIN=lab", "CI_COMMIT_SHA=abc", "CI_MERGE_REQUEST_IID=5", "CI_JOB_URL=https://gitlab.example/job/1"));

    [Theory]
    [InlineData("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER")]
    [InlineData("SYSTEM_PULLREQUEST_PULLREQUESTID")]
    public void Origin_OnAzurePipelines_IsTheBuild(string number) => Assert.Equal(new CiOrigin("Ann Example", "abc", "9", "https://dev.azure.com/contoso/XMPP%20team/_build/results?buildId=3"),
        Of("BUILD_REQUESTEDFOR=Ann Example", "BUILD_SOURCEVERSION=abc", $"{number}=9", "SYSTEM_COLLECTIONURI=https://dev.azure.com/contoso/", "SYSTEM_TEAMPROJECT=XMPP team", "BUILD_BUILDID=3"));

    [Fact]
    public void Origin_TooLongToBeOne_IsLeftOut() => Assert.Equal("ann", Of($"GITHUB_ACTOR={new string('x', 500)}").Actor);

    private static CiOrigin Of(params string[] variables) => CiOrigin.Of(new CliEnvironment
    {
        In = TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        WorkingFolder = Path.GetTempPath(),
        Variable = name => variables.Where(variable => variable.StartsWith(name + "=", StringComparison.Ordinal)).Select(variable => variable[(name.Length + 1)..]).FirstOrDefault(),
        Clock = TimeProvider.System,
        Machine = "machine",
        User = "ann",
        CreateEngine = _ => throw new InvalidOperationException("Nobody needs an engine."),
    });
}
