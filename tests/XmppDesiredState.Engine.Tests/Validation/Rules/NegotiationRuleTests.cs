using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class NegotiationRuleTests
{
    private static readonly NegotiationRule Rule = new();

    /// <summary>The table of Microsoft's page, row by row and in its order: R required, O optional, N not supported.</summary>
    [Theory]
    [InlineData(1, 'R', 'R', true, "XDS2102")]
    [InlineData(2, 'R', 'R', false, null)]
    [InlineData(3, 'O', 'R', true, "XDS2103")]
    [InlineData(4, 'O', 'R', false, "XDS2103")]
    [InlineData(5, 'N', 'R', true, "XDS2103")]
    [InlineData(6, 'N', 'R', false, "XDS2101")]
    [InlineData(7, 'R', 'O', true, null)]
    [InlineData(8, 'R', 'O', false, null)]
    [InlineData(9, 'O', 'O', true, "XDS2103")]
    [InlineData(10, 'O', 'O', false, "XDS2103")]
    [InlineData(11, 'N', 'O', true, "XDS2103")]
    [InlineData(12, 'N', 'O', false, "XDS2101")]
    [InlineData(13, 'R', 'N', true, null)]
    [InlineData(14, 'R', 'N', false, "XDS2101")]
    [InlineData(15, 'O', 'N', true, null)]
    [InlineData(16, 'O', 'N', false, "XDS2101")]
    [InlineData(17, 'N', 'N', true, null)]
    [InlineData(18, 'N', 'N', false, "XDS2101")]
    public void Row_OfTheMatrix_IsJudgedAsThePageSays(int row, char tls, char sasl, bool dialback, string? code)
    {
        var findings = Rule.Findings(new Given().Partner("fabrikam.com", negotiation: new Negotiation(Level(tls), Level(sasl), dialback)));

        Assert.True(findings.Select(finding => finding.Code).SequenceEqual(code is null ? [] : [code]), $"row {row}: {string.Join(", ", findings)}");
        Assert.All(findings, finding => Assert.Equal(code == "XDS2101" ? Severity.Error : Severity.Warning, finding.Severity));
    }

    [Fact]
    public void Finding_PointsAtTheAttribute()
    {
        var finding = Rule.FindsOne(new Given().Partner("fabrikam.com", negotiation: new Negotiation(NegotiationLevel.Required, NegotiationLevel.NotSupported, false)), "XDS2101", "partner/fabrikam.com@lync");

        Assert.Equal(10, finding.Where!.Column);
        Assert.Contains("sasl-or-tls-dialback", finding.Fix);
    }

    [Theory]
    [InlineData('N', 'R', "impossible without TLS")]
    [InlineData('R', 'N', "SASL is not supported and dialback is off")]
    public void Impossible_NamesItsCause(char tls, char sasl, string cause) =>
        Assert.Contains(cause, Rule.FindsOne(new Given().Partner("fabrikam.com", negotiation: new Negotiation(Level(tls), Level(sasl), false)), "XDS2101").Summary);

    [Fact]
    public void Negotiation_LeftOut_IsNotJudged() => Rule.IsSilent(new Given().Partner("fabrikam.com"));

    [Fact]
    public void Partner_Absent_IsNotJudged() =>
        Rule.IsSilent(new Given().Partner("fabrikam.com", negotiation: new Negotiation(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, false), absent: true));

    [Fact]
    public void Presets_All_LeaveAMethod()
    {
        foreach (var (name, negotiation) in Negotiation.Presets)
            Assert.DoesNotContain("XDS2101", Rule.Findings(new Given().Partner($"{name}.example", negotiation: negotiation)).Select(finding => finding.Code));
    }

    private static NegotiationLevel Level(char letter) => letter switch
    {
        'R' => NegotiationLevel.Required,
        'O' => NegotiationLevel.Optional,
        _ => NegotiationLevel.NotSupported,
    };
}
