using XmppDesiredState.Changes;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PemFiles;

public sealed class PemFilesAcceptTests
{
    [Theory]
    [InlineData("nothing", "XDS9011")]
    [InlineData("another key", "XDS9012")]
    [InlineData("names", "XDS9013")]
    [InlineData("usages", "XDS9014")]
    [InlineData("late", "XDS9015")]
    [InlineData("trust", "XDS9017")]
    [InlineData("no trust file", "XDS9312")]
    public async Task Accept_whatIsNotWanted_changesNothing(string what, string code)
    {
        using var flow = new CertificateFlow();
        var request = CertificateFlow.Good(await flow.RunAsync(Operation.Request));
        var chain = CertificateFlow.Good(await flow.IssueAsync(request));
        using var other = new CertificateFlow();
        var otherChain = CertificateFlow.Good(await other.IssueAsync(CertificateFlow.Good(await other.RunAsync(Operation.Request))));
        if (what == "nothing") chain = "<html>";
        if (what == "another key") chain = otherChain;
        if (what == "names") flow.Wanted = flow.Wanted with { Names = ["contoso.test", "more.test"] };
        if (what == "usages") flow.Wanted = flow.Wanted with { Require = ["1.2.3.4"] };
        if (what == "late") flow.Clock.Now += TimeSpan.FromDays(91);
        if (what == "trust") flow.Set("trust", new Value.Text(other.PathOf("ca/ca.pem")));
        if (what == "no trust file") flow.Set("trust", new Value.Text(other.PathOf("nowhere.pem")));
        var before = CertificateFlow.Snapshot(flow.Live());

        var outcome = await flow.RunAsync(Operation.Accept, chain);

        Assert.Equal((StepResult.NotDone, code), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Equal("certificate/edge@store", outcome.Diagnostic.Address);
        Assert.Equal(before, CertificateFlow.Snapshot(flow.Live()));
    }

    [Fact]
    public async Task Accept_chainToTheTrustedRoot_isGood()
    {
        using var flow = new CertificateFlow();
        flow.Set("trust", new Value.Text(flow.PathOf("ca/ca.pem")));

        await flow.ApplyAsync();
    }

    [Fact]
    public async Task Accept_withoutRequest_isNotDone()
    {
        using var flow = new CertificateFlow();

        Assert.Equal("XDS9309", (await flow.RunAsync(Operation.Accept, "x")).Diagnostic!.Code);
        Assert.Equal("XDS9310", (await flow.RunAsync(Operation.Install, installed: new string('B', 40))).Diagnostic!.Code);
    }
}
