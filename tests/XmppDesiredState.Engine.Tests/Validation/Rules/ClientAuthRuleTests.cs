using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class ClientAuthRuleTests
{
    private static readonly ClientAuthRule Rule = new();
    private static readonly Negotiation SaslOnly = new(NegotiationLevel.Required, NegotiationLevel.Required, false);

    [Fact]
    public void Certificate_WithoutClientAuth_NamesThePartners()
    {
        var finding = Rule.FindsOne(new Given().Partner("a.example", negotiation: SaslOnly).Partner("b.example", negotiation: Negotiation.OnCreate)
            .Partner("c.example", negotiation: SaslOnly with { Dialback = true }).Certificate("edge"), "XDS2304", "certificate/edge@lync");

        // c.example has dialback on, which never operates when both are required.
        Assert.Contains("a.example and c.example", finding.Summary);
        Assert.DoesNotContain("b.example", finding.Summary);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("prefer")]
    public void Certificate_ThatAsksForClientAuth_IsFine(string key) => Rule.IsSilent(new Given().Partner("a.example", negotiation: SaslOnly)
        .Certificate("edge", (Certificate.ExtendedKeyUsage, Given.Map((key, Given.List("serverAuth", "clientAuth"))))));

    [Fact]
    public void Partners_WithDialback_AreFine() => Rule.IsSilent(new Given().Partner("a.example", negotiation: Negotiation.OnCreate).Certificate("edge"));

    [Fact]
    public void Certificates_None_IsFine() => Rule.IsSilent(new Given().Partner("a.example", negotiation: SaslOnly));

    [Fact]
    public void Partners_Many_AreCounted()
    {
        var given = new Given().Certificate("edge");
        foreach (var index in Enumerable.Range(1, 9)) given.Partner($"p{index}.example", negotiation: SaslOnly);

        Assert.Contains("p5.example and 4 more", Rule.FindsOne(given, "XDS2304").Summary);
    }
}
