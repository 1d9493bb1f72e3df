using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class RoleCheckTests
{
    private static readonly Validator Validator = new(
    [
        new FakeFactory("store", Certificate.Kind, [Operation.Request, Operation.Install], [.. Certificate.Kind.Fields]),
        new FakeFactory("ca", Certificate.Kind, [Operation.Issue]),
        new FakeFactory("services", Service.Kind, [Operation.Restart], [.. Service.Kind.Fields]),
        new FakeFactory("wire", Service.Kind, [Operation.Probe], Service.Loaded),
    ]);

    [Theory]
    [InlineData("ca", null)]
    [InlineData("services", "XDS2307")]
    [InlineData("nobody", "XDS2306")]
    public void Issuer_HasToIssue(string issuer, string? code) => Is(code, Providers()
        .Certificate("external", (Certificate.Issuer, Given.Text(issuer)), (Certificate.Names, Given.Map(("derive", Given.Text("none"))))).On("store"));

    [Theory]
    [InlineData("wire", null)]
    [InlineData("ca", "XDS2503")]
    [InlineData("nobody", "XDS2306")]
    public void Prober_HasToProbe(string prober, string? code) => Is(code, Providers()
        .Service("edge", (Service.Members, Given.List("edge1")), (Service.Health, Given.Map(("provider", Given.Text(prober)), ("domain", Given.Text("contoso.com"))))).On("services"));

    [Fact]
    public void Fix_NamesTheTypesThatCan()
    {
        var finding = Assert.Single(Validator.Validate(Providers().Certificate("external", (Certificate.Issuer, Given.Text("wire")), (Certificate.Names, Given.Map(("derive", Given.Text("none"))))).On("store"), Given.Today).Diagnostics);

        Assert.Equal("Name a provider of a type that does: ca.", finding.Fix);
    }

    private static Given Providers() => new Given().Provider("store", "store").Provider("ca", "ca").Provider("services", "services").Provider("wire", "wire");

    private static void Is(string? code, Given given) => Assert.Equal(code is null ? [] : [code], Validator.Validate(given, Given.Today).Diagnostics.Select(finding => finding.Code));
}
