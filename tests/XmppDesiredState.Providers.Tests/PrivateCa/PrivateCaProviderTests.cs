using XmppDesiredState.Certificates;
using XmppDesiredState.Certificates.Tests;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PrivateCa;

public sealed class PrivateCaProviderTests
{
    [Fact]
    public async Task Issue_first_makesTheCaAndIsVerifiedByOpenSsl()
    {
        using var ca = new CaFolder();
        using var openssl = new OpenSsl();

        var outcome = await ca.IssueAsync(ca.Request());

        Assert.Equal(StepResult.Applied, outcome.Result);
        openssl.Write("chain.pem", outcome.Artifact!);
        openssl.Run("verify", "-x509_strict", "-CAfile", ca.PathOf("ca.pem"), "-purpose", "sslserver", "-attime", $"{ca.Clock.Now.ToUnixTimeSeconds()}", "chain.pem");
        var chain = CertificateFile.OrderChain(CertificateFile.Read(outcome.Artifact!), ca.Key.Fingerprint)!.Value;
        Assert.Equal(["CN=contoso.test,O=Contoso", "CN=Test CA"], chain.Select(certificate => certificate.Installed.Subject));
        Assert.Equal(ca.Clock.Now + TimeSpan.FromDays(1), chain[0].Installed.NotAfter);
        Assert.Equal(["clientAuth", "serverAuth"], chain[0].Installed.Usages);
        Assert.True(File.Exists(ca.PathOf($"issued/{chain[0].Thumbprint}.pem")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ca.PathOf("key.pem")));
    }

    [Fact]
    public async Task Issue_sameKeyAndNames_isTheSameCertificateWhileValid()
    {
        using var ca = new CaFolder();
        ca.Put();
        var request = ca.Request();
        var first = await ca.IssueAsync(request);

        var again = await ca.IssueAsync(ca.Request());
        Assert.Equal((StepResult.AlreadyThere, first.Artifact), (again.Result, again.Artifact));
        ca.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(StepResult.Applied, (await ca.IssueAsync(request)).Result);
        ca.Wanted = ca.Wanted with { Names = ["contoso.test"] };
        Assert.Equal(StepResult.Applied, (await ca.IssueAsync(ca.Request())).Result);
        Assert.Equal(3, Directory.GetFiles(ca.PathOf("issued")).Length);
    }

    [Fact]
    public async Task Issue_requestOfAnEarlierRun_comesFromTheObservation()
    {
        using var ca = new CaFolder();
        ca.Put();
        var seen = new ObservedResource(new Resource(new ResourceId(Certificate.Kind, "edge"))
            .With(Certificate.Next.Name, new OutstandingRequest("digest", ca.Key.Fingerprint, ca.Clock.Now, ca.Request()).ToValue()), "v");

        Assert.Equal(StepResult.Applied, (await ca.IssueAsync(null, before: seen)).Result);
        Assert.Equal("XDS9504", (await ca.IssueAsync(null)).Diagnostic!.Code);
    }

    [Fact]
    public async Task Issue_serviceNames_areSignedForWantedNamesOnly()
    {
        using var ca = new CaFolder();
        ca.Put();

        var good = await ca.IssueAsync(ca.Request(null, "contoso.test"));
        var bad = await ca.IssueAsync(ca.Request(null, "evil.test"));

        Assert.Contains("srv:_xmpp-server.contoso.test", CertificateFile.Read(good.Artifact!)[0].Installed.Names);
        Assert.Contains("the name srv:_xmpp-server.evil.test", bad.Diagnostic!.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a name", "the name evil.test")]
    [InlineData("a usage", "the usage 1.2.3")]
    [InlineData("a subject", "the subject organization=Evil")]
    [InlineData("a common name", "the subject commonName=evil.test")]
    public async Task Issue_moreThanWasPlanned_isRefused(string what, string words)
    {
        using var ca = new CaFolder();
        var asked = what switch
        {
            "a name" => ca.Wanted with { Names = ["contoso.test", "evil.test"] },
            "a usage" => ca.Wanted with { Prefer = ["1.2.3"] },
            "a subject" => ca.Wanted with { Subject = ca.Wanted.Subject.SetItem("organization", "Evil") },
            _ => ca.Wanted with { CommonName = "evil.test" },
        };

        var outcome = await ca.IssueAsync(ca.Request(asked));

        Assert.Equal((StepResult.NotDone, "XDS9505"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains(words, outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.False(File.Exists(ca.PathOf("ca.pem")));
    }

    [Theory]
    [InlineData("no CA", "XDS9501")]
    [InlineData("bad signature", "XDS9504")]
    [InlineData("no names", "XDS9504")]
    [InlineData("CA expired", "XDS9503")]
    [InlineData("CA of tomorrow", "XDS9503")]
    [InlineData("key missing", "XDS9502")]
    [InlineData("key of another", "XDS9502")]
    [InlineData("certificate is rubbish", "XDS9502")]
    [InlineData("certificate is a leaf", "XDS9502")]
    [InlineData("another operation", "XDS9508")]
    public async Task Issue_case_isNotDone(string what, string code)
    {
        using var ca = new CaFolder { Create = what is not "no CA" };
        var request = ca.Request();
        if (ca.Create)
        {
            ca.Put();
            await ca.IssueAsync(request);
        }

        if (what == "bad signature") request = request.Replace("\nMI", "\nMJ", StringComparison.Ordinal);
        if (what == "no names") ca.Wanted = ca.Wanted with { Names = [] };
        if (what == "CA expired") ca.Clock.Now += TimeSpan.FromDays(3651);
        if (what == "CA of tomorrow") ca.Clock.Now -= TimeSpan.FromDays(1);
        if (what == "key missing") File.Delete(ca.PathOf("key.pem"));
        if (what is "key of another" or "certificate is a leaf") File.WriteAllText(ca.PathOf("key.pem"), ca.Key.ToPem());
        if (what == "certificate is rubbish") File.WriteAllText(ca.PathOf("ca.pem"), "rubbish");
        if (what == "certificate is a leaf") File.Copy(Directory.GetFiles(ca.PathOf("issued"))[0], ca.PathOf("ca.pem"), overwrite: true);

        var outcome = await ca.IssueAsync(request, what == "another operation" ? Operation.Install : Operation.Issue);

        Assert.Equal((StepResult.NotDone, code), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Null(outcome.Artifact);
        Assert.Equal("certificate/edge@lab-ca", outcome.Diagnostic.Address);
    }

    [Fact]
    public async Task Issue_creationThatWasCutOff_isBegunAnew()
    {
        using var ca = new CaFolder();
        await ca.IssueAsync(ca.Request());
        File.Delete(ca.PathOf("ca.pem"));

        Assert.Equal(StepResult.Applied, (await ca.IssueAsync(ca.Request())).Result);
    }

    [Fact]
    public async Task Observe_outstandingRequest_hasTheChainOnceIssued()
    {
        using var ca = new CaFolder();
        ca.Put();
        var request = ca.Request();
        var next = new OutstandingRequest("digest", ca.Key.Fingerprint, ca.Clock.Now, request);
        var declared = new Resource(new ResourceId(Certificate.Kind, "edge")).With(Certificate.Next.Name, next.ToValue());
        await using var provider = ca.Provider();
        var scope = new Scope(Certificate.Kind, [declared, new Resource(new ResourceId(Certificate.Kind, "other"))], Unlisted: false);

        var before = await provider.ObserveAsync(scope, CancellationToken.None);
        var chain = (await ca.IssueAsync(request)).Artifact;
        var after = await provider.ObserveAsync(scope, CancellationToken.None);
        File.WriteAllText(ca.PathOf("ca.pem"), "rubbish");
        var broken = await provider.ObserveAsync(scope, CancellationToken.None);

        Assert.Equal(next, OutstandingRequest.Of(before.Resources[0].Resource));
        Assert.Equal(next with { Chain = chain }, OutstandingRequest.Of(after.Resources[0].Resource));
        Assert.Equal(Value.Cleared.Instance, after.Resources[1].Resource[Certificate.Next]);
        Assert.Equal((next, "XDS9502"), (OutstandingRequest.Of(broken.Resources[0].Resource), Assert.Single(broken.Notes).Code));
        await Assert.ThrowsAsync<ProviderException>(() => provider.ObserveAsync(new Scope(Partner.Kind, [], Unlisted: false), CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_thatIsSaid_holdsTheKey()
    {
        using var ca = new CaFolder();
        var outcome = await ca.IssueAsync(ca.Request());
        File.WriteAllText(ca.PathOf("ca.pem"), File.ReadAllText(ca.PathOf("key.pem")));
        var broken = await ca.IssueAsync(ca.Request());

        var line = File.ReadAllLines(ca.PathOf("key.pem"))[3];
        Assert.DoesNotContain(line, $"{outcome}{outcome.Artifact}{broken}", StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", $"{outcome}{outcome.Artifact}{broken}", StringComparison.Ordinal);
    }
}
