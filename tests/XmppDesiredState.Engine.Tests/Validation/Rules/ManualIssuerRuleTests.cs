using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class ManualIssuerRuleTests
{
    private static readonly ManualIssuerRule Rule = new();

    [Fact]
    public void Issuer_Manual_IsANote()
    {
        var finding = Rule.FindsOne(new Given().Provider("ca", "manual").Certificate("edge", (Certificate.Issuer, Given.Text("ca"))), "XDS2305", "certificate/edge@lync");

        Assert.Equal(Severity.Note, finding.Severity);
    }

    [Fact]
    public void Issuer_OfAnotherType_IsFine() => Rule.IsSilent(new Given().Provider("ca", "command-issuer").Certificate("edge", (Certificate.Issuer, Given.Text("ca"))));
}
