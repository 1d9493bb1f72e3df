using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Tests.Issuing;

namespace XmppDesiredState.Providers.Tests.Manual;

/// <summary>What a person finds and is told while there is no answer.</summary>
public sealed class ManualWaitingTests
{
    [Fact]
    public async Task Request_IsLaidOutWithASummary()
    {
        await using var bench = new ManualBench();

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.Waiting, "XDS9402", "certificate/edge-external@ca"), (outcome.Result, outcome.Diagnostic!.Code, outcome.Diagnostic.Address));
        Assert.Contains("waits since today in ", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Contains("requests/edge-external.csr", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask the CA by", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Equal(bench.Request.Pem, await File.ReadAllTextAsync(bench.RequestFile));
        await TestCa.OpensslAsync(bench.Requests, "req", "-verify", "-noout", "-in", "edge-external.csr");
        var summary = await File.ReadAllTextAsync(Path.Combine(bench.Requests, "edge-external.txt"));
        Assert.All(["contoso.test", "xmpp.contoso.test", "ECDSA 256", bench.Request.Key.Fingerprint, "serverAuth", "clientAuth", "must have: serverAuth", "answers"], part => Assert.Contains(part, summary, StringComparison.Ordinal));
        Assert.Equal(["edge-external.csr", "edge-external.txt"], Directory.GetFiles(bench.Requests).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Request_LaidOutAlready_IsNotTouched()
    {
        await using var bench = new ManualBench();
        await bench.IssueAsync();
        File.SetLastWriteTimeUtc(bench.RequestFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await bench.IssueAsync(bench.Request.Outstanding(TestRequest.Now.AddDays(-3)));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(bench.RequestFile).Year);

        await File.WriteAllTextAsync(bench.RequestFile, "the request before");
        await bench.IssueAsync();
        Assert.Equal(bench.Request.Pem, await File.ReadAllTextAsync(bench.RequestFile));
    }

    [Theory]
    [InlineData(0, "waits since today in")]
    [InlineData(1, "waits since yesterday (2026-11-22) in")]
    [InlineData(12, "waits since 2026-11-11 (12 days) in")]
    public async Task Age_IsThatOfTheRequest(int days, string expected)
    {
        await using var bench = new ManualBench();

        Assert.Contains(expected, (await bench.IssueAsync(bench.Request.Outstanding(TestRequest.Now.AddDays(-days)))).Diagnostic!.Summary, StringComparison.Ordinal);
        // Handed on as well, by a store that had it already.
        Assert.Contains(expected, (await bench.IssueAsync(bench.Request.Outstanding(TestRequest.Now.AddDays(-days)) with { Artifact = bench.Request.Pem })).Diagnostic!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Age_OfARequestMadeInThisRunInPlaceOfAnother_IsToday()
    {
        await using var bench = new ManualBench();
        var superseded = new TestRequest().Outstanding(TestRequest.Now.AddDays(-30));

        Assert.Contains("since today", (await bench.IssueAsync(superseded with { Artifact = bench.Request.Pem })).Diagnostic!.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, Severity.Note, "Ask the CA by 2026-12-23: the current certificate ends on 2027-01-02.")]
    [InlineData(10, Severity.Note, "Ask the CA by 2026-11-23: the current certificate ends on 2026-12-03.")]
    [InlineData(5, Severity.Warning, "Asking the CA is overdue since 2026-11-18: the current certificate ends on 2026-11-28.")]
    [InlineData(-5, Severity.Warning, "Asking the CA is overdue since 2026-11-08: the current certificate ended on 2026-11-18.")]
    public async Task AskBy_IsTheEarliestEndLessTheLeadTime(int days, Severity severity, string expected)
    {
        await using var bench = new ManualBench();

        var outcome = await bench.IssueAsync(bench.Request.Outstanding(TestRequest.Now, TestRequest.Now.AddDays(70), TestRequest.Now.AddDays(days), DateTimeOffset.MaxValue.AddDays(-1)));

        Assert.Equal(severity, outcome.Diagnostic!.Severity);
        Assert.Contains(expected, outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ForAnotherKey_IsNamed()
    {
        await using var bench = new ManualBench();
        bench.Drop("old answer.crt", bench.Ca.Issue(new TestRequest())).Drop("unrelated.crt", bench.Ca.Issue(new TestRequest("other", "fabrikam.test")));

        var outcome = await bench.IssueAsync();

        Assert.Equal(StepResult.Waiting, outcome.Result);
        Assert.Contains("old answer.crt is for the same names but was issued for another key: was the CA given an older request?", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("unrelated", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfThePreviousRenewal_IsNotNamed()
    {
        await using var bench = new ManualBench();
        // Installed certificates of the step begin ninety days before their end.
        bench.Drop("last year.crt", bench.Ca.Issue(new TestRequest(), TestRequest.Now.AddDays(-60)));

        Assert.DoesNotContain("last year", (await bench.IssueAsync(bench.Request.Outstanding(TestRequest.Now, TestRequest.Now.AddDays(31)))).Diagnostic!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_CannotBeWritten_IsNotDoneUnlessTheAnswerIsThere()
    {
        await using var bench = new ManualBench();
        await File.WriteAllTextAsync(bench.Requests, "a file where the folder should be");

        var outcome = await bench.IssueAsync();
        Assert.Equal((StepResult.NotDone, "XDS9403"), (outcome.Result, outcome.Diagnostic!.Code));
        bench.Drop("answer", bench.Ca.Issue(bench.Request));
        Assert.Equal(StepResult.Applied, (await bench.IssueAsync()).Result);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no request")]
    public async Task Request_MissingOrBroken_IsNotDone(string? artifact)
    {
        await using var bench = new ManualBench();

        Assert.Equal("XDS9404", (await bench.IssueAsync(bench.Request.Fresh with { Artifact = artifact })).Diagnostic!.Code);
        Assert.Equal("XDS9405", (await bench.IssueAsync(bench.Request.Fresh with { Operation = Operation.Accept })).Diagnostic!.Code);
        Assert.False(Directory.Exists(bench.Requests));
    }
}
