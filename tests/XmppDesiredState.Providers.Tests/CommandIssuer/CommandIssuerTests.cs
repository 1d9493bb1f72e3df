using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Tests.Issuing;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.CommandIssuer;

public sealed class CommandIssuerTests
{
    [Theory]
    [InlineData(IssuerBench.Sign, 1)]
    [InlineData(IssuerBench.Sign + "; cat ca.pem", 2)]
    [InlineData("echo '# CERT #'; cat ca.pem; " + IssuerBench.Sign, 2)]
    [InlineData(IssuerBench.Sign + " -outform DER", 1)]
    [InlineData(IssuerBench.Sign + " -out leaf.pem; openssl crl2pkcs7 -nocrl -certfile ca.pem -certfile leaf.pem", 2)]
    [InlineData(IssuerBench.Sign + " -out leaf.pem; openssl crl2pkcs7 -nocrl -certfile leaf.pem -certfile ca.pem -outform DER", 2)]
    public async Task Output_InAnyFormat_IsHandedOnLeafFirst(string script, int length)
    {
        await using var bench = new IssuerBench().With(script);

        var outcome = await bench.IssueAsync();

        Assert.True(outcome.Result == StepResult.Applied, outcome.Diagnostic?.ToString());
        var chain = CertificateFile.Read(outcome.Artifact!);
        Assert.Equal(bench.Request.Key.Fingerprint, chain[0].KeyFingerprint);
        Assert.Equal(length, chain.Length);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", outcome.Artifact, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_IsAFileToo_AndGoneAfterwards()
    {
        await using var bench = new IssuerBench().With("cp \"$1\" seen.csr; ls -ld \"$(dirname \"$1\")\" > mode; printf %s \"$1\" > path; [ \"$1\" = \"$XMPPSTATE_REQUEST\" ] && openssl req -verify -noout -in \"$1\"", "{request}");

        await bench.IssueAsync();

        Assert.Equal(bench.Request.Pem.Trim(), bench.Read("seen.csr"));
        Assert.StartsWith("drwx------", bench.Read("mode"), StringComparison.Ordinal);
        Assert.EndsWith("/edge-external.csr", bench.Read("path"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(bench.Read("path"))));
    }

    [Fact]
    public async Task Program_GetsPlaceholdersAndVariables()
    {
        await using var bench = new IssuerBench().WithEnvironment("PLAIN", new Value.Text("a b")).WithEnvironment("HIDDEN", IssuerBench.Secret("TOKEN"))
            .With("printf '%s|' \"$@\" \"$XMPPSTATE_NAME\" \"$XMPPSTATE_NAMES\" \"$PLAIN\" \"$HIDDEN\" > seen", "-n={name}", "{commonName}", "{names}", "{{}}");

        await bench.IssueAsync();

        Assert.Equal($"-n=edge-external|contoso.test|contoso.test,xmpp.contoso.test|{{}}|edge-external|contoso.test,xmpp.contoso.test|a b|{IssuerBench.Canary}|", bench.Read("seen"));
    }

    [Theory]
    [InlineData("out/{name}.crt", "mkdir -p out; " + IssuerBench.Sign + " > out/edge-external.crt")]
    [InlineData("{commonName}.crt", IssuerBench.Sign + " > contoso.test.crt")]
    [InlineData("{request}.crt", IssuerBench.Sign + " > \"$XMPPSTATE_REQUEST.crt\"")]
    public async Task Chain_InAFile_IsReadFromThere(string chain, string script)
    {
        await using var bench = new IssuerBench().WithChain(chain).With("echo progress; " + script);

        var outcome = await bench.IssueAsync();

        Assert.True(outcome.Result == StepResult.Applied, outcome.Diagnostic?.ToString());
    }

    [Fact]
    public async Task Chain_OfThisKeyFromAnEarlierRun_IsTaken()
    {
        await using var bench = new IssuerBench().WithChain("chain.pem").With("exit 0");
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "chain.pem"), new TestCa().Issue(bench.Request));

        Assert.Equal(StepResult.Applied, (await bench.IssueAsync()).Result);
    }

    [Theory]
    [InlineData("another")]
    [InlineData("garbage")]
    [InlineData("none")]
    public async Task Chain_NotOfThisKey_IsNotDone(string left)
    {
        await using var bench = new IssuerBench().WithChain("chain.pem").With("exit 0");
        if (left != "none") await File.WriteAllTextAsync(Path.Combine(bench.Folder, "chain.pem"), left == "another" ? new TestCa().Issue(new TestRequest()) : "nothing of the kind");

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.NotDone, "XDS9606"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains("left no certificate for this request in chain.pem", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Null(outcome.Artifact);
    }

    [Fact]
    public async Task Output_OfAnotherKey_IsNotDone()
    {
        await using var bench = new IssuerBench().With("openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=contoso.test 2>/dev/null");

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.NotDone, "XDS9606"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains("on its standard output", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit75_Waits()
    {
        await using var bench = new IssuerBench().With("echo 'order 17 is pending' >&2; exit 75");

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.Waiting, "XDS9605", "certificate/edge-external@ca"), (outcome.Result, outcome.Diagnostic!.Code, outcome.Diagnostic.Address));
        Assert.Contains("order 17 is pending", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherExit_ShowsTheLastLinesWithoutSecretsOrControls()
    {
        await using var bench = new IssuerBench().WithEnvironment("HIDDEN", IssuerBench.Secret("TOKEN"))
            .With(@"seq 1 50000 >&2; printf 'token %s refused\n' ""$HIDDEN"" >&2; printf '\033[31murn:ietf:params:acme:error \377\033[0m\n' >&2; exit 1");

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.NotDone, "XDS9604"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains("exit code 1: 49998 / 49999 / 50000 / token (secret) refused / urn:ietf:params:acme:error \ufffd.", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo \"$HIDDEN\" >&2; exit 1")]
    [InlineData("echo \"$HIDDEN\" >&2; exit 75")]
    [InlineData("echo \"$HIDDEN\"; echo \"$HIDDEN\" >&2")]
    [InlineData("env >&2; exec yes \"$HIDDEN\"")]
    [InlineData("echo \"$HIDDEN\" >&2; sleep 300")]
    public async Task Secret_InWhateverTheProgramSays_IsNeverShown(string script)
    {
        await using var bench = new IssuerBench().WithEnvironment("HIDDEN", IssuerBench.Secret("TOKEN")).With("timeout", new Value.Number(2)).With(script);

        var outcome = await bench.IssueAsync();

        Assert.NotEqual(StepResult.Applied, outcome.Result);
        Assert.DoesNotContain(IssuerBench.Canary, outcome.ToString() + string.Join(' ', bench.Progress), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo waiting for DNS >&2; sleep 300 & wait", "did not end within 1s: waiting for DNS")]
    [InlineData("exec yes", "printed more than")]
    public async Task Program_WasStopped_IsUnknown(string script, string expected)
    {
        await using var bench = new IssuerBench().With("timeout", new Value.Number(1)).With(script);

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.Unknown, "XDS9607"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains(expected, outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_IsNotThere_IsNotDone()
    {
        await using var bench = new IssuerBench().With("run", new Value.List([new Value.Text("no-such-client-7f3a")]));

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.NotDone, "XDS9604"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains("no-such-client-7f3a is not on the PATH", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_IsMissing_IsNotDoneAndStartsNothing()
    {
        await using var bench = new IssuerBench().WithEnvironment("HIDDEN", IssuerBench.Secret("MISSING")).With("touch ran");

        Assert.Equal(StepResult.NotDone, (await bench.IssueAsync()).Result);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task NoExec_IsNotDoneAndStartsNothing()
    {
        await using var bench = new IssuerBench { AllowPrograms = false }.With("touch ran");

        var outcome = await bench.IssueAsync();

        Assert.Equal((StepResult.NotDone, "XDS9602"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task Folder_IsTheWorkingFolder()
    {
        var elsewhere = Directory.CreateTempSubdirectory().FullName;
        await using var bench = new IssuerBench().With("folder", new Value.Text(elsewhere)).With("run", new Value.List([new Value.Text("sh"), new Value.Text("-c"), new Value.Text("pwd -P > here")]));

        await bench.IssueAsync();

        Assert.Equal(elsewhere, (await File.ReadAllTextAsync(Path.Combine(elsewhere, "here"))).Trim());
        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public async Task Request_OfAnEarlierRun_IsTakenFromWhatWasObserved()
    {
        await using var bench = new IssuerBench().With(IssuerBench.Sign);

        Assert.Equal(StepResult.Applied, (await TestRequest.RunAsync(bench.Provider, bench.Request.Outstanding(TestRequest.Now))).Result);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no request")]
    public async Task Request_MissingOrBroken_IsNotDone(string? artifact)
    {
        await using var bench = new IssuerBench().With("touch ran");

        Assert.Equal("XDS9603", (await TestRequest.RunAsync(bench.Provider, bench.Request.Fresh with { Artifact = artifact })).Diagnostic!.Code);
        Assert.Equal("XDS9608", (await TestRequest.RunAsync(bench.Provider, bench.Request.Fresh with { Operation = Operation.Install })).Diagnostic!.Code);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task Observe_ReturnsTheSlotUnchangedAndStartsNothing()
    {
        await using var bench = new IssuerBench().With("touch ran");
        var declared = bench.Request.Observed(TestRequest.Now);

        var seen = await bench.Provider.ObserveAsync(new Scope(Certificate.Kind, [declared, new Resource(new ResourceId(Certificate.Kind, "other"))], Unlisted: false), CancellationToken.None);

        Assert.Equal(declared, Assert.Single(seen.Resources).Resource);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }
}
