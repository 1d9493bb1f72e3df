using XmppDesiredState.Certificates;
using XmppDesiredState.Certificates.Tests;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PemFiles;

public sealed class PemFilesProviderTests
{
    [Fact]
    public async Task Observe_nothingYet_isEmptyAndWritesNothing()
    {
        using var flow = new CertificateFlow();

        var seen = await flow.ObserveAsync();

        Assert.Equal([Value.Cleared.Instance, Value.Cleared.Instance], [seen.Resources[0].Resource[Certificate.Current], seen.Resources[0].Resource[Certificate.Next]]);
        Assert.Empty(seen.Unknown);
        Assert.False(Directory.Exists(flow.PathOf("certs")));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ecdsa, 256)]
    [InlineData(KeyAlgorithm.Rsa, 2048)]
    public async Task Flow_firstCertificate_isAcceptedByOpenSsl(KeyAlgorithm algorithm, int size)
    {
        using var flow = new CertificateFlow();
        using var openssl = new OpenSsl();
        flow.Wanted = flow.Wanted with { Algorithm = algorithm, KeySize = size };

        var thumbprint = await flow.ApplyAsync();

        openssl.Run("verify", "-CAfile", flow.PathOf("ca/ca.pem"), "-untrusted", flow.File("chain.pem"), "-attime", $"{flow.Clock.Now.ToUnixTimeSeconds()}", "-verify_hostname", "sip.contoso.test", flow.File("certificate.pem"));
        Assert.Equal(openssl.Run("pkey", "-in", flow.File("key.pem"), "-pubout"), openssl.Run("x509", "-in", flow.File("fullchain.pem"), "-noout", "-pubkey"));
        Assert.Equal(thumbprint, openssl.Run("x509", "-in", flow.File("certificate.pem"), "-noout", "-fingerprint", "-sha1").Trim().Split('=')[1].Replace(":", "", StringComparison.Ordinal));
        Assert.Equal(2, CertificateFile.Read(File.ReadAllText(flow.File("fullchain.pem"))).Length);
        var slot = InstalledCertificate.Of((Value.Map)((Value.Map)(await flow.SeenAsync()).Resource[Certificate.Current]!).Items["local"]);
        Assert.Equal(["contoso.test", "sip.contoso.test"], slot.Names);
        Assert.Equal($"{(algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} {size}", slot.Key);
    }

    [Fact]
    public async Task Flow_slots_areReportedStepByStep()
    {
        using var flow = new CertificateFlow();

        var request = CertificateFlow.Good(await flow.RunAsync(Operation.Request));
        var requested = await flow.NextAsync();
        var chain = CertificateFlow.Good(await flow.IssueAsync(request));
        var thumbprint = CertificateFlow.Good(await flow.RunAsync(Operation.Accept, chain));
        var accepted = await flow.NextAsync();

        Assert.Equal(("digest-1", request, null, null, flow.Clock.Now), (requested!.Digest, requested.Request, requested.Chain, requested.Accepted, requested.RequestedAt));
        Assert.Equal(SigningRequest.Read(request)!.KeyFingerprint, requested.KeyFingerprint);
        Assert.Equal((chain, thumbprint), (accepted!.Chain, accepted.Accepted));
        Assert.Empty(await flow.ThumbprintsAsync());
    }

    [Fact]
    public async Task Steps_repeated_areAlreadyThere()
    {
        using var flow = new CertificateFlow();
        var request = CertificateFlow.Good(await flow.RunAsync(Operation.Request));
        var chain = CertificateFlow.Good(await flow.IssueAsync(request));

        Assert.Equal((StepResult.AlreadyThere, request), Short(await flow.RunAsync(Operation.Request)));
        Assert.Equal((StepResult.AlreadyThere, chain), Short(await flow.IssueAsync(request)));
        var thumbprint = CertificateFlow.Good(await flow.RunAsync(Operation.Accept, chain));
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await flow.RunAsync(Operation.Accept, chain)));
        await flow.InstallAsync(thumbprint);
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await flow.RunAsync(Operation.Install, installed: thumbprint)));
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await flow.RunAsync(Operation.Accept, chain)));
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await flow.RunAsync(Operation.Restore, installed: thumbprint)));
    }

    [Fact]
    public async Task Renewal_sameDigest_hasANewKeyAndKeepsTheFormerPair()
    {
        using var flow = new CertificateFlow();
        var first = await flow.ApplyAsync();
        var oldKey = File.ReadAllText(flow.File("key.pem"));

        var second = await flow.ApplyAsync();

        Assert.NotEqual(first, second);
        Assert.NotEqual(oldKey, File.ReadAllText(flow.File("key.pem")));
        Assert.Equal(oldKey, File.ReadAllText(flow.File("previous/key.pem")));
        Assert.Equal(first, CertificateFile.Read(File.ReadAllText(flow.File("previous/certificate.pem")))[0].Thumbprint);
    }

    [Fact]
    public async Task Restore_afterInstall_putsBackAndKeepsTheAcceptedRequest()
    {
        using var flow = new CertificateFlow();
        var first = await flow.ApplyAsync();
        var second = await flow.ApplyAsync();

        Assert.Equal((StepResult.Applied, first), Short(await flow.RunAsync(Operation.Restore, installed: first)));

        Assert.Equal(first, (await flow.ThumbprintsAsync())["local"]);
        Assert.Equal(second, (await flow.NextAsync())!.Accepted);
        await flow.InstallAsync(second);
    }

    [Fact]
    public async Task Restore_whatIsNotKept_isNotDone()
    {
        using var flow = new CertificateFlow();
        var first = await flow.ApplyAsync();
        var before = CertificateFlow.Snapshot(flow.Live());

        var outcome = await flow.RunAsync(Operation.Restore, installed: new string('A', 40));

        Assert.Equal("XDS9311", outcome.Diagnostic!.Code);
        Assert.Equal(before, CertificateFlow.Snapshot(flow.Live()));
        Assert.Equal(first, (await flow.ThumbprintsAsync())["local"]);
    }

    [Fact]
    public async Task Restore_overWhatSomebodyElseInstalled_isAConflict()
    {
        using var flow = new CertificateFlow();
        var first = await flow.ApplyAsync();
        await flow.ApplyAsync();
        var seen = await flow.SeenAsync();
        using var other = new CertificateFlow();
        await other.ApplyAsync();
        foreach (var file in new[] { "key.pem", "certificate.pem", "fullchain.pem" }) File.Copy(other.File(file), flow.File(file), overwrite: true);

        Assert.Equal(StepResult.Conflict, (await flow.RunAsync(Operation.Restore, installed: first, before: seen)).Result);
    }

    [Fact]
    public async Task Members_several_getOneKeyOneAfterTheOther()
    {
        using var flow = new CertificateFlow("a", "b");
        var thumbprint = await flow.ObtainAsync();

        CertificateFlow.Good(await flow.RunAsync(Operation.Install, installed: thumbprint, member: "a"));
        Assert.Equal(thumbprint, (await flow.NextAsync())!.Accepted);
        CertificateFlow.Good(await flow.RunAsync(Operation.Install, installed: thumbprint, member: "b"));

        Assert.Equal(File.ReadAllText(flow.File("key.pem", "a")), File.ReadAllText(flow.File("key.pem", "b")));
        Assert.Null(await flow.NextAsync());
        Assert.False(Directory.Exists(flow.File("next", "a")));
        Assert.Equal(["a", "b"], (await flow.ThumbprintsAsync()).Keys);
    }

    [Fact]
    public async Task Members_oneAdded_takesThePairOfAnother()
    {
        using var flow = new CertificateFlow("a", "b");
        var thumbprint = await flow.ApplyAsync();
        Directory.Delete(flow.Live("b"), recursive: true);

        Assert.Equal((StepResult.Applied, thumbprint), Short(await flow.RunAsync(Operation.Install, installed: thumbprint, member: "b")));
        Assert.Equal(thumbprint, (await flow.ThumbprintsAsync())["b"]);
    }

    [Fact]
    public async Task Observe_memberNotMounted_isUnknownAndNotEmpty()
    {
        using var flow = new CertificateFlow("a", "b");
        var thumbprint = await flow.ApplyAsync();
        Directory.Move(flow.PathOf("b"), flow.PathOf("elsewhere"));

        var seen = await flow.ObserveAsync();

        Assert.Equal(["a"], (await flow.ThumbprintsAsync()).Keys);
        Assert.Equal(("b", "XDS9301"), (Assert.Single(seen.Unknown).Member, seen.Unknown[0].Why.Code));
        Assert.Equal(StepResult.NotDone, (await flow.RunAsync(Operation.Install, installed: thumbprint, member: "b")).Result);
        Assert.False(Directory.Exists(flow.PathOf("b")));
    }

    [Theory]
    [InlineData("key.pem", "", "XDS9302")]
    [InlineData("fullchain.pem", "", "XDS9302")]
    [InlineData("certificate.pem", "", "XDS9302")]
    [InlineData("key.pem", "other", "XDS9302")]
    [InlineData("fullchain.pem", "other", "XDS9302")]
    [InlineData("key.pem", "rubbish", "XDS9301")]
    [InlineData("certificate.pem", "rubbish", "XDS9301")]
    [InlineData("fullchain.pem", "rubbish", "XDS9301")]
    [InlineData("fullchain.pem", "large", "XDS9301")]
    public async Task Observe_brokenFile_isUnusableOrUnknown(string file, string content, string code)
    {
        using var flow = new CertificateFlow();
        await flow.ApplyAsync();
        using var other = new CertificateFlow();
        await other.ApplyAsync();
        if (content.Length == 0) File.Delete(flow.File(file));
        else if (content == "other") File.Copy(other.File(file), flow.File(file), overwrite: true);
        else File.WriteAllText(flow.File(file), content == "large" ? new string('x', CertificateFile.Largest + 1) : "rubbish");

        var seen = await flow.ObserveAsync();

        if (code == "XDS9301")
        {
            Assert.Equal(code, Assert.Single(seen.Unknown).Why.Code);
            Assert.Empty(await flow.ThumbprintsAsync());
            return;
        }

        Assert.Equal((code, Severity.Warning), (Assert.Single(seen.Notes).Code, seen.Notes[0].Severity));
        Assert.Equal("", (await flow.ThumbprintsAsync())["local"]);
        // And it is replaced.
        await flow.ApplyAsync();
    }

    [Fact]
    public async Task Request_forSomethingElse_replacesOnlyWhatThePlanSaw()
    {
        using var flow = new CertificateFlow();
        var unseen = await flow.SeenAsync();
        CertificateFlow.Good(await flow.RunAsync(Operation.Request));
        flow.Wanted = flow.Wanted with { Digest = "digest-2", Names = ["contoso.test"] };

        Assert.Equal("XDS9304", (await flow.RunAsync(Operation.Request, before: unseen)).Diagnostic!.Code);
        Assert.Equal("digest-1", (await flow.NextAsync())!.Digest);
        Assert.Equal(StepResult.Applied, (await flow.RunAsync(Operation.Request)).Result);
        Assert.Equal("digest-2", (await flow.NextAsync())!.Digest);
        await flow.ApplyAsync();
    }

    [Fact]
    public async Task Install_changedSinceThePlan_isAConflict()
    {
        using var flow = new CertificateFlow();
        var unseen = await flow.SeenAsync();
        await flow.ApplyAsync();
        var second = await flow.ObtainAsync();
        var before = CertificateFlow.Snapshot(flow.Live());

        var outcome = await flow.RunAsync(Operation.Install, installed: second, before: unseen);

        Assert.Equal((StepResult.Conflict, "XDS9304"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Equal(before, CertificateFlow.Snapshot(flow.Live()));
    }

    [Fact]
    public async Task Steps_whileAnotherProcessHoldsTheLock_areNotDoneAndMayBeRetried()
    {
        using var flow = new CertificateFlow();
        Directory.CreateDirectory(flow.PathOf("certs"));
        using var held = new FileStream(flow.PathOf("certs/.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var outcome = await flow.RunAsync(Operation.Request);

        Assert.Equal(("XDS9308", TimeSpan.FromSeconds(1)), (outcome.Diagnostic!.Code, outcome.RetryAfter));
    }

    [Fact]
    public async Task Steps_thatStoresDoNotDo_areRefused()
    {
        using var flow = new CertificateFlow();

        Assert.Equal("XDS9307", (await flow.RunAsync(Operation.Issue)).Diagnostic!.Code);
        Assert.Equal("XDS9307", (await flow.RunAsync(Operation.Install)).Diagnostic!.Code);
        await using var store = flow.Store();
        await Assert.ThrowsAsync<ProviderException>(() => store.ObserveAsync(new Scope(Partner.Kind, [], Unlisted: true), CancellationToken.None));
    }

    [Fact]
    public async Task Request_srvNames_areAskedForAndIssued()
    {
        using var flow = new CertificateFlow();
        flow.Set("srvNames", new Value.Flag(true));

        await flow.ApplyAsync();

        Assert.Contains("srv:_xmpp-server.contoso.test", CertificateFile.Read(File.ReadAllText(flow.File("certificate.pem")))[0].Installed.Names);
    }

    private static (StepResult, string?) Short(StepOutcome outcome) => (outcome.Result, outcome.Artifact);
}
