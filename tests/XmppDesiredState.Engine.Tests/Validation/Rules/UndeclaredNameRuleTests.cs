using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class UndeclaredNameRuleTests
{
    private static readonly UndeclaredNameRule Rule = new();

    [Fact]
    public void Issuer_Misspelt_IsAnErrorThatSuggests() =>
        Assert.Equal("Did you mean private-ca?", Rule.FindsOne(new Given().Provider("private-ca", "manual").Certificate("edge", (Certificate.Issuer, Given.Text("privat-ca"))), "XDS2306").Fix);

    [Fact]
    public void Restart_OfAnUndeclaredService_IsAnError()
    {
        var finding = Rule.FindsOne(new Given().Service("edge").Certificate("edge", (Certificate.Restart, Given.List("edge", "prosody"))), "XDS2306", "certificate/edge@lync");

        Assert.Contains("the service prosody", finding.Summary);
        Assert.Contains("edge", finding.Fix);
    }

    [Fact]
    public void Window_Undeclared_IsAnError() =>
        Assert.Contains("there is none yet", Rule.FindsOne(new Given().Service("edge", (Service.Window, Given.Text("nights"))), "XDS2306", "service/edge@lync").Fix);

    [Fact]
    public void Names_Declared_AreFine() => Rule.IsSilent(new Given().Provider("ca", "manual").Window("nights")
        .Service("edge", (Service.Window, Given.Text("nights"))).Certificate("edge", (Certificate.Issuer, Given.Text("ca")), (Certificate.Restart, Given.List("edge"))));
}
