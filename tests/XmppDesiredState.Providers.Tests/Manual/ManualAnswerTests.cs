using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Tests.Issuing;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Manual;

/// <summary>Which file is the answer.</summary>
public sealed class ManualAnswerTests
{
    [Theory]
    [InlineData("edge-external.pem")]
    [InlineData("Your certificate (2).CER")]
    [InlineData("ZERTIFIKAT ä")]
    [InlineData(".hidden")]
    public async Task Pem_UnderAnyName_IsFound(string file)
    {
        await using var bench = new ManualBench();
        var leaf = bench.Ca.Issue(bench.Request);
        bench.Drop(file, leaf);

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.Applied, leaf), (outcome.Result, outcome.Artifact));
    }

    [Theory]
    [InlineData("x509", "-in", "leaf.pem", "-outform", "DER", "-out", "answer")]
    [InlineData("crl2pkcs7", "-nocrl", "-certfile", "leaf.pem", "-out", "answer")]
    [InlineData("crl2pkcs7", "-nocrl", "-certfile", "leaf.pem", "-outform", "DER", "-out", "answer")]
    [InlineData("x509", "-in", "leaf.pem", "-text", "-out", "answer")]
    public async Task OtherFormats_AreFound(params string[] openssl)
    {
        await using var bench = new ManualBench();
        var leaf = bench.Ca.Issue(bench.Request);
        await bench.Drop("leaf.pem", leaf).OpensslAsync(openssl);
        bench.Delete("leaf.pem");

        Assert.Equal(leaf, (await bench.IssueAsync()).Artifact);
    }

    [Fact]
    public async Task Intermediates_OfOtherFiles_AreAppended()
    {
        await using var bench = new ManualBench();
        var leaf = bench.Ca.Issue(bench.Request);
        bench.Drop("a-root.crt", bench.Ca.Root).Drop("b-unrelated.crt", new TestCa().Root).Drop("c.crt", leaf);

        Assert.Equal(leaf + bench.Ca.Root, (await bench.IssueAsync()).Artifact);
    }

    [Fact]
    public async Task Several_TheLatestWithAllNames_IsTaken()
    {
        await using var bench = new ManualBench();
        var good = bench.Ca.Issue(bench.Request, TestRequest.Now.AddDays(-2));
        bench.Drop("1", bench.Ca.Issue(bench.Request, TestRequest.Now.AddDays(-3))).Drop("2", good).Drop("3", bench.Ca.Issue(bench.Request, TestRequest.Now, "contoso.test"));

        Assert.Equal(good, (await bench.IssueAsync()).Artifact);
    }

    [Fact]
    public async Task Several_NoneWithAllNames_TakesTheLatest()
    {
        await using var bench = new ManualBench();
        var late = bench.Ca.Issue(bench.Request, TestRequest.Now, "contoso.test");
        bench.Drop("1", late).Drop("2", bench.Ca.Issue(bench.Request, TestRequest.Now.AddDays(-3), "xmpp.contoso.test"));

        Assert.Equal(late, (await bench.IssueAsync()).Artifact);
    }

    [Fact]
    public async Task Junk_IsPassedOver()
    {
        await using var bench = new ManualBench();
        bench.Drop("request.csr", bench.Request.Pem).Drop("key.pem", bench.Request.Key.ToPem()).Drop("empty", "").Drop("broken.pem", bench.Ca.Root[..200]).Drop("letter.txt", "Dear customer").Drop("huge", new string('x', 2_000_000));
        Directory.CreateDirectory(Path.Combine(bench.Answers, "folder"));
        await File.WriteAllTextAsync(Path.Combine(bench.Answers, "folder", "deep.pem"), bench.Ca.Issue(bench.Request));

        var outcome = await bench.IssueAsync();

        Assert.Equal(StepResult.Waiting, outcome.Result);
        Assert.Contains("could not be read: huge", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", outcome.ToString(), StringComparison.Ordinal);
        bench.Drop("answer", bench.Ca.Issue(bench.Request));
        Assert.Equal(StepResult.Applied, (await bench.IssueAsync()).Result);
    }

    [Fact]
    public async Task Observe_AnswerIsThere_AddsTheChainToTheSlotAndWritesNothing()
    {
        await using var bench = new ManualBench();
        var leaf = bench.Ca.Issue(bench.Request);
        bench.Drop("answer", leaf);
        var declared = bench.Request.Observed(TestRequest.Now.AddDays(-1));

        var seen = Assert.Single((await bench.ObserveAsync(declared)).Resources).Resource;

        Assert.Equal(OutstandingRequest.Of(declared)! with { Chain = leaf }, OutstandingRequest.Of(seen));
        Assert.False(Directory.Exists(bench.Requests));
    }

    [Fact]
    public async Task Observe_NoAnswer_ReturnsTheSlotAsItIs()
    {
        await using var bench = new ManualBench();
        var declared = bench.Request.Observed(TestRequest.Now);

        var seen = await bench.ObserveAsync(declared, new Resource(new ResourceId(Certificate.Kind, "without")));

        Assert.Equal(declared, Assert.Single(seen.Resources).Resource);
    }

    [Fact]
    public async Task Observe_AcceptedAlready_LeavesTheSlotAlone()
    {
        await using var bench = new ManualBench();
        var accepted = OutstandingRequest.Of(bench.Request.Observed(TestRequest.Now))! with { Chain = "held", Accepted = "AA" };
        bench.Drop("answer", bench.Ca.Issue(bench.Request));

        var seen = await bench.ObserveAsync(new Resource(bench.Request.Id).With(Certificate.Next.Name, accepted.ToValue()));

        Assert.Equal(accepted, OutstandingRequest.Of(Assert.Single(seen.Resources).Resource));
    }

    [Fact]
    public async Task Folder_IsAFile_IsUnknownNotEmpty()
    {
        await using var bench = new ManualBench();
        await File.WriteAllTextAsync(bench.Answers, "");

        Assert.Equal("XDS9401", (await Assert.ThrowsAsync<ProviderException>(() => bench.ObserveAsync(bench.Request.Observed(TestRequest.Now)))).Diagnostic.Code);
        Assert.Equal("XDS9401", (await bench.IssueAsync()).Diagnostic!.Code);
    }

    [Fact]
    public async Task Folder_WithTooManyFiles_IsUnknown()
    {
        await using var bench = new ManualBench();
        for (var number = 0; number <= 1000; number++) bench.Drop($"{number}", "");

        Assert.Contains("more than 1000 files", (await Assert.ThrowsAsync<ProviderException>(() => bench.ObserveAsync(bench.Request.Observed(TestRequest.Now)))).Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_ThatAreLinks_AreRead()
    {
        await using var bench = new ManualBench();
        var leaf = bench.Ca.Issue(bench.Request);
        bench.Drop("x", "");
        await File.WriteAllTextAsync(Path.Combine(bench.Answers, "..", "elsewhere.pem"), leaf);
        File.CreateSymbolicLink(Path.Combine(bench.Answers, "link"), "../elsewhere.pem");
        File.CreateSymbolicLink(Path.Combine(bench.Answers, "nowhere"), "../none");

        Assert.Equal(leaf, (await bench.IssueAsync()).Artifact);
    }

    [Fact]
    public async Task Observe_FilesThatCannotBeRead_AreNoted()
    {
        await using var bench = new ManualBench().Drop("huge", new string('x', 2_000_000));

        Assert.Equal("XDS9406", Assert.Single((await bench.ObserveAsync(bench.Request.Observed(TestRequest.Now))).Notes).Code);
    }

    [Fact]
    public async Task Observe_AnotherKind_IsRefused()
    {
        await using var bench = new ManualBench();

        Assert.Equal("XDS9405", (await Assert.ThrowsAsync<ProviderException>(() => bench.Provider.ObserveAsync(new Scope(Partner.Kind, [], Unlisted: true), CancellationToken.None))).Diagnostic.Code);
    }
}
