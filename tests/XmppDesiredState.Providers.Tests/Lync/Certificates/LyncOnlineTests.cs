using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

/// <summary>Certificates whose issuer is the provider itself: Request-CsCertificate asks a CA at once.</summary>
[TakesLong(40)]
public sealed class LyncOnlineTests : IAsyncDisposable
{
    private readonly LyncCertificateBench bench = new() { Issuer = "lync" };

    [Fact]
    public async Task Request_ThatTheCaAnswersAtOnce_IsInstalledLikeAnyOther()
    {
        var request = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        var issued = LyncCertificateBench.Good(await bench.IssueAsync());
        var thumbprint = LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, issued));
        await bench.InstallAsync(thumbprint);

        Assert.Contains(LyncWorld.AuthorityName, request, StringComparison.Ordinal);
        bench.Everywhere(thumbprint);
        Assert.Null(await bench.NextAsync());
        Assert.Contains(bench.World.Calls, call => call.Cmdlet == "Request-CsCertificate" && call.Parameters.Contains("CA") && !call.Parameters.Contains("Output"));
        Assert.DoesNotContain(bench.World.Calls, call => call is { Cmdlet: "Import-CsCertificate", On: LyncWorld.Edge1 });
    }

    [Fact]
    public async Task Request_ThatWaitsForPeople_IsAskedForAgainUntilItIsThere()
    {
        bench.World.Certificates.Authority(authority => authority with { Mode = AuthorityMode.Pending });
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));

        var waiting = await bench.IssueAsync();
        var again = await bench.RunAsync(Operation.Request);
        bench.World.Certificates.Decide(1, RequestDisposition.Issued);
        bench.StartAnew();
        var issued = await bench.IssueAsync();
        var thumbprint = LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, issued.Artifact));

        Assert.Equal((StepResult.Waiting, "XDS9897"), (waiting.Result, waiting.Diagnostic?.Code));
        Assert.Contains("less than a day", waiting.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.Equal((StepResult.AlreadyThere, $"Request 1 at {LyncWorld.AuthorityName}"), (again.Result, again.Artifact));
        Assert.Equal(StepResult.Applied, issued.Result);
        Assert.Equal(thumbprint, (await bench.NextAsync())!.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ThatIsDenied_IsGivenUpAndMadeAgain(bool isAtOnce)
    {
        bench.World.Certificates.Authority(authority => authority with { Mode = isAtOnce ? AuthorityMode.Deny : AuthorityMode.Pending });
        var denied = await bench.RunAsync(Operation.Request);
        if (!isAtOnce)
        {
            bench.World.Certificates.Decide(1, RequestDisposition.Denied);
            denied = await bench.IssueAsync();
        }

        bench.World.Certificates.Authority(authority => authority with { Mode = AuthorityMode.Issue });
        var next = await bench.NextAsync();
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));

        Assert.Equal((StepResult.NotDone, "XDS9895"), (denied.Result, denied.Diagnostic?.Code));
        Assert.Null(next);
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, LyncCertificateBench.Good(await bench.IssueAsync())));
    }

    [Fact]
    public async Task Request_InAFile_IsNoneForACaThatIsAskedAtOnce()
    {
        bench.Issuer = "ca";
        var inFile = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        bench.Issuer = "lync";

        var next = await bench.NextAsync();
        var online = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));

        Assert.Null(next);
        Assert.NotEqual(inFile, online);
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, LyncCertificateBench.Good(await bench.IssueAsync())));
    }

    [Theory]
    [InlineData(FaultMoment.BeforeWork, 2)]
    [InlineData(FaultMoment.AfterWork, 1)]
    public async Task Machine_KilledWhileItAsks_AsksOnceMoreOnlyIfNothingCameOfIt(FaultMoment moment, int requests)
    {
        // The first call looks for what is there.
        bench.World.Add(new LyncFault("Request-CsCertificate", FaultKind.Crash) { AtCall = 2, Moment = moment });

        var cut = await bench.RunAsync(Operation.Request);
        var next = await bench.NextAsync();
        if (next is null) LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        var thumbprint = LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, LyncCertificateBench.Good(await bench.IssueAsync())));
        await bench.InstallAsync(thumbprint);

        Assert.Equal(StepResult.Unknown, cut.Result);
        Assert.Equal(requests, bench.World.Calls.Count(call => call.Cmdlet == "Request-CsCertificate" && call.Parameters.Contains("New")));
        bench.Everywhere(thumbprint);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
