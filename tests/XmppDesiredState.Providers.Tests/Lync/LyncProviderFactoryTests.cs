using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

public sealed class LyncProviderFactoryTests
{
    private static readonly LyncProviderFactory Factory = new();
    private static readonly SourceSpan Where = new("state.yaml", 1, 1, 1, 2);
    private static readonly Value.Map Local = LyncBench.Map(("local", LyncBench.Map()));

    [Theory]
    [InlineData(NegotiationLevel.NotSupported, NegotiationLevel.Required, true, true)]
    [InlineData(NegotiationLevel.NotSupported, NegotiationLevel.Optional, true, true)]
    [InlineData(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, true, false)]
    [InlineData(NegotiationLevel.Optional, NegotiationLevel.Required, true, false)]
    [InlineData(NegotiationLevel.Required, NegotiationLevel.Required, true, false)]
    public void Negotiation_ThatThePanelRefuses_IsAnAcceptableError(NegotiationLevel tls, NegotiationLevel sasl, bool dialback, bool isRefused)
    {
        var findings = Check(LyncBench.Partner("fabrikam.com").With(Partner.Negotiation, new Negotiation(tls, sasl, dialback)));

        Assert.Equal(isRefused ? ["XDS9863"] : [], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.True(finding.Descriptor.IsAcceptable));
    }

    [Theory]
    [InlineData("description", false)]
    [InlineData("additionalDomains", false)]
    [InlineData("proxy", false)]
    [InlineData("connectionLimit", true)]
    [InlineData("keepAlive", true)]
    [InlineData("negotiation", true)]
    public void Attribute_WithoutAnEmptyValue_CannotBeEmptied(string attribute, bool isRefused) =>
        Assert.Equal(isRefused ? ["XDS9864"] : [], Check(LyncBench.Partner("fabrikam.com").With(attribute, Value.Cleared.Instance)).Select(finding => finding.Code));

    [Theory]
    [InlineData("edge1.contoso.local", null)]
    [InlineData("edge9.contoso.local", "XDS9874")]
    [InlineData("localhost", "XDS9866")]
    [InlineData(".", "XDS9866")]
    [InlineData("edge1 -Force", "XDS9866")]
    [InlineData("edge*", "XDS9866")]
    [InlineData("", "XDS9866")]
    public void Member_OfAService_IsAMachine(string member, string? code)
    {
        var findings = Check(Edge(member).With(Service.Health, LyncBench.Map(("provider", new Value.Text("wire")), ("domain", new Value.Text("contoso.com")))), ("machines", LyncBench.Map(("edge1.contoso.local", Local))));

        Assert.Equal(code is null ? [] : [code], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Service_NobodyProbes_IsAnError()
    {
        Assert.Equal(["XDS9867"], Check(Edge("edge1.contoso.local")).Select(finding => finding.Code));
        Assert.Empty(Check(Edge("edge1.contoso.local").With(Service.Restart, RestartMode.Manual)));
    }

    [Fact]
    public void Options_WithAConnectionAndMachines_AreFine() =>
        Assert.Empty(Factory.Check(Declare(("connection", Local), ("machines", LyncBench.Map(("edge1.contoso.local", Local))), ("powershell", new Value.List([new Value.Text("pwsh")])))));

    [Fact]
    public void Options_ThatMakeNoSense_AreAllNamed()
    {
        var findings = Factory.Check(Declare(("connection", LyncBench.Map()), ("machines", LyncBench.Map(("localhost", Local))), ("powershell", new Value.List([new Value.Text("")])))).ToArray();

        Assert.Equal(["XDS9832", "XDS9865", "XDS9865"], findings.Select(finding => finding.Code));
    }

    private static Resource Edge(string member) => new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, [member]);

    private static Diagnostic[] Check(Resource resource, params (string Name, Value Value)[] options)
    {
        var declaration = Declare([("connection", Local), .. options]);
        var all = new DesiredState { Providers = new DesiredState().Providers.Add(declaration.Name, declaration) };
        return [.. Factory.Check(new Declared(resource, "lync", Where), all)];
    }

    private static ProviderDeclaration Declare(params (string Name, Value Value)[] options) =>
        new("lync", "lync", Value.Map.NoItems.AddRange(options.Select(option => KeyValuePair.Create(option.Name, option.Value))), "/", Where);
}
