using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class CapabilityCheckTests
{
    private static readonly Validator Validator = new(
    [
        new FakeFactory("small", Partner.Kind, [Operation.Create, Operation.Update, Operation.Delete], Partner.Type, Partner.Description),
        new FakeFactory("dns", SrvRecord.Kind, [Operation.Create], [.. SrvRecord.Kind.Fields]),
        new FakeFactory("wire", Service.Kind, [Operation.Probe], [.. Service.Kind.Fields]),
    ]);

    [Fact]
    public void Kind_TheTypeDoesNotManage_IsAnErrorThatNamesOneThatDoes()
    {
        var finding = Only("XDS2001", new Given().Provider("zones", "dns").Partner("fabrikam.com", provider: "zones"));

        Assert.Equal("partner/fabrikam.com@zones", finding.Address);
        Assert.Contains("small", finding.Fix);
    }

    [Fact]
    public void Kind_ThatATypeOnlyProbes_IsNotManagedByIt() => Only("XDS2001", new Given().Provider("wire", "wire").Service("edge", (Service.Members, Given.List("edge1"))).On("wire"));

    [Fact]
    public void Attribute_TheBackEndLacks_IsAnErrorAtTheAttribute()
    {
        var finding = Only("XDS2002", new Given().Provider("p", "small").Partner("fabrikam.com", negotiation: Negotiation.OnCreate, provider: "p"));

        Assert.Equal(Given.Place(1, 10), finding.Where);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Theory]
    [InlineData(UnsupportedPolicy.Warn, "XDS2003")]
    [InlineData(UnsupportedPolicy.Ignore, null)]
    public void Attribute_ThatMayBeLeftOut_IsNoError(UnsupportedPolicy policy, string? code)
    {
        var state = new Given().Provider("p", "small").Partner("fabrikam.com", negotiation: Negotiation.OnCreate, provider: "p").State;
        var excused = state with { Resources = [state.Resources[0] with { Unsupported = ImmutableSortedDictionary<string, UnsupportedPolicy>.Empty.Add("negotiation", policy) }] };

        Assert.Equal(code is null ? [] : [code], Validator.Validate(excused, Given.Today).Diagnostics.Select(finding => finding.Code));
    }

    [Fact]
    public void Attribute_OfAnAbsentEntry_IsNotJudged() =>
        Assert.Empty(Validator.Validate(new Given().Provider("p", "small").Partner("fabrikam.com", negotiation: Negotiation.OnCreate, provider: "p", absent: true), Given.Today).Diagnostics);

    [Fact]
    public void Rule_OfTheProvider_IsReported() => Only("XDS9901", new Given().Provider("p", "small")
        .Add(new Resource(new ResourceId(Partner.Kind, "fabrikam.com")).With(Partner.Type, PartnerType.Federated).With(Partner.Description, "Fabrikam"), "p"));

    [Fact]
    public void Rule_OfTheProvider_CanBeAccepted()
    {
        var result = Validator.Validate(new Given().Provider("p", "small")
            .Add(new Resource(new ResourceId(Partner.Kind, "fabrikam.com")).With(Partner.Type, PartnerType.Federated).With(Partner.Description, "Fabrikam"), "p", false, Given.Accepted("XDS9901")), Given.Today);

        Assert.Equal(Severity.Note, Assert.Single(result.Diagnostics).Severity);
        Assert.Single(result.Accepted);
    }

    [Fact]
    public void Provider_OfUnknownType_IsTheLoadersFinding() => Assert.Empty(Validator.Validate(new Given().Provider("p", "unheard-of").Partner("fabrikam.com", provider: "p"), Given.Today).Diagnostics);

    private static Diagnostic Only(string code, DesiredState desired)
    {
        var finding = Assert.Single(Validator.Validate(desired, Given.Today).Diagnostics);
        Assert.Equal(code, finding.Code);
        return finding;
    }
}
