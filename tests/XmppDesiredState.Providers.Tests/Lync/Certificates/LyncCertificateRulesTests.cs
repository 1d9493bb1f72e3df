using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

public sealed class LyncCertificateRulesTests
{
    private const string Edge1 = "edge1.contoso.local", Edge2 = "edge2.contoso.local", Remote = "remote.contoso.local";

    private static readonly SourceSpan Where = new("state.yaml", 1, 1, 1, 2);

    [Fact]
    public void Certificate_OfTwoEdgesWithConnections_IsFine() => Assert.Empty(Check(Good));

    [Theory]
    [InlineData("edge3.contoso.local", "edge3.contoso.local, on which")]
    [InlineData(Remote, "by remoting")]
    public void Member_WithoutAWayForAKey_IsRefused(string member, string words)
    {
        var finding = Assert.Single(Check(Good.With(Certificate.On, [Edge1, member])));

        Assert.Equal("XDS9876", finding.Code);
        Assert.Contains(words, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Member_OfARestartedService_IsLookedAtToo() =>
        Assert.Equal(["XDS9876"], Check(Good.Without(Certificate.On).With(Certificate.Restart, ["edge"]), new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, [Edge1, "edge9.contoso.local"])).Select(finding => finding.Code));

    [Fact]
    public void Member_ThatNobodyNames_IsAskedFor() => Assert.Equal(["XDS9876"], Check(Good.Without(Certificate.On)).Select(finding => finding.Code));

    [Theory]
    [InlineData("AccessEdgeExternal,XmppServer", "")]
    [InlineData("accessedgeexternal,XMPPSERVER", "")]
    [InlineData("Internal", "")]
    [InlineData("AccessEdgeExternal,XmpServer,XmppServer", "XDS9875")]
    [InlineData("OAuthTokenIssuer", "XDS9875")]
    [InlineData("AccessEdgeExternal,DataEdgeExternal", "XDS9880")]
    public void Usages_AreThoseOfSetCsCertificate(string usages, string codes) =>
        Assert.Equal(codes, string.Join(' ', Check(Good.With(Certificate.Usages, [.. usages.Split(',')])).Select(finding => finding.Code)));

    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 2048, "")]
    [InlineData(KeyAlgorithm.Rsa, 1024, "")]
    [InlineData(KeyAlgorithm.Rsa, 3072, "XDS9879")]
    [InlineData(KeyAlgorithm.Ecdsa, 384, "")]
    [InlineData(KeyAlgorithm.Ecdsa, 512, "XDS9879")]
    public void Key_IsOneThatTheCmdletMakes(KeyAlgorithm algorithm, long size, string codes) =>
        Assert.Equal(codes, string.Join(' ', Check(Good.With(Certificate.Key.Name, Key(algorithm, size, exportable: true))).Select(finding => finding.Code)));

    [Fact]
    public void Key_ForTwoMachines_MustBeExportable()
    {
        var kept = Good.With(Certificate.Key.Name, Key(KeyAlgorithm.Rsa, 2048, exportable: false));

        Assert.Equal(["XDS9878"], Check(kept).Select(finding => finding.Code));
        Assert.Equal(["XDS9878"], Check(Good.Without(Certificate.Key)).Select(finding => finding.Code));
        Assert.Empty(Check(kept.With(Certificate.On, [Edge1])));
    }

    [Theory]
    [InlineData("AccessEdgeExternal", "a.example", 0)]
    [InlineData("AccessEdgeExternal", "*.a.example", 1)]
    [InlineData("WebServicesExternal", "*.a.example", 0)]
    public void Wildcard_CarriedOverToTheExternalEdge_IsNotAskedFor(string usage, string name, int findings)
    {
        var wanted = new WantedCertificate("edge", "a.example", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), [name], KeyAlgorithm.Rsa, 2048, Exportable: true, ["serverAuth"], [], "digest");

        Assert.Equal(Enumerable.Repeat("XDS9877", findings), LyncCertificateRules.Problems(wanted, [usage]).Select(finding => finding.Code));
    }

    [Fact]
    public void Purpose_OtherThanServerAndClient_IsRefused() => Assert.Equal(["XDS9881"],
        Check(Good.With(Certificate.ExtendedKeyUsage.Name, LyncBench.Map((Certificate.RequiredUsages.Name, Certificate.RequiredUsages.Type.Write(["serverAuth", "1.3.6.1.5.5.7.3.4"]))))).Select(finding => finding.Code));

    [Theory]
    [InlineData("keep", "")]
    [InlineData("drop", "XDS9899")]
    public void Names_OfTheTopology_CannotBeDropped(string extra, string codes) =>
        Assert.Equal(codes, string.Join(' ', Check(Good.With(Certificate.Names.Name, LyncBench.Map((Certificate.Extra.Name, new Value.Text(extra))))).Select(finding => finding.Code)));

    [Theory]
    [InlineData("sip.contoso.com", false)]
    [InlineData("other.contoso.com", true)]
    public void CommonName_OtherThanTheEdge_IsAWarning(string name, bool isFound)
    {
        var findings = Check(Good.With(Certificate.Subject.Name, LyncBench.Map((Certificate.CommonName.Name, new Value.Text(name)))));

        Assert.Equal(isFound ? ["XDS9882"] : [], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    [Theory]
    [InlineData("lync", null, false)]
    [InlineData("lync", @"dc1.contoso.local\ContosoCA", true)]
    [InlineData("lync2", @"dc1.contoso.local\ContosoCA", false)]
    [InlineData("ca", null, true)]
    public void Issuer_OfTypeLync_IssuesItsOwnWithACa(string issuer, string? authority, bool isFine) =>
        Assert.Equal(isFine ? [] : ["XDS9896"], CheckWith(authority, Good.With(Certificate.Issuer, issuer)).Select(finding => finding.Code));

    [Fact]
    public async Task Script_ThatWasRun_SaysNothingOfCertificates()
    {
        var settings = new ProviderSettings("lync", "/", Value.Map.NoItems, (_, _) => throw new InvalidOperationException("No secret is needed."), TimeProvider.System, _ => { }, AllowPrograms: false);
        await using var read = new LyncReadBack("observed-lync.xml", ImmutableDictionary<string, object?>.Empty, "fe1", settings);

        var problem = await Assert.ThrowsAsync<ProviderException>(() => read.ObserveAsync(new Scope(Certificate.Kind, [Good], Unlisted: false), TestContext.Current.CancellationToken));

        Assert.Equal("XDS9894", problem.Diagnostic.Code);
    }

    [Fact]
    public void Names_ThatWindowsTakesForOne_AreRefused() => Assert.Equal(["XDS9898"], Check(Good, new Resource(new ResourceId(Certificate.Kind, "EDGE")).With(Certificate.On, [Edge1])).Select(finding => finding.Code));

    private static Resource Good => new Resource(new ResourceId(Certificate.Kind, "edge")).With(Certificate.On, [Edge1, Edge2]).With(Certificate.Key.Name, Key(KeyAlgorithm.Rsa, 2048, exportable: true));

    private static Value.Map Key(KeyAlgorithm algorithm, long size, bool exportable) => LyncBench.Map((Certificate.Algorithm.Name, Certificate.Algorithm.Type.Write(algorithm)),
        (Certificate.KeySize.Name, new Value.Number(size)), (Certificate.Exportable.Name, new Value.Flag(exportable)));

    private static Diagnostic[] Check(Resource certificate, params Resource[] others) => CheckWith(null, certificate, others);

    private static Diagnostic[] CheckWith(string? authority, Resource certificate, params Resource[] others)
    {
        var local = LyncBench.Map(("local", LyncBench.Map()));
        var remoting = LyncBench.Map(("remoting", LyncBench.Map(("uri", new Value.Text("https://pool.contoso.local/OcsPowershell")))));
        var declaration = new ProviderDeclaration("lync", "lync", Value.Map.NoItems.Add("connection", local).Add("machines", LyncBench.Map((Edge1, local), (Edge2, local), (Remote, remoting)))
            .AddRange(authority is null ? [] : [KeyValuePair.Create<string, Value>("certificateAuthority", new Value.Text(authority))]), "/", Where);
        var all = new DesiredState
        {
            Providers = new DesiredState().Providers.Add(declaration.Name, declaration).Add("lync2", declaration with { Name = "lync2" }),
            Gateway = Gateway.None with { Edge = "sip.contoso.com", Domains = ["contoso.com"] },
            Resources = [.. others.Prepend(certificate).Select(resource => new Declared(resource, "lync", Where))],
        };
        return [.. new LyncProviderFactory().Check(new Declared(certificate, "lync", Where), all)];
    }
}
