using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class AcceptanceTests
{
    private static readonly Negotiation Impossible = new(NegotiationLevel.Required, NegotiationLevel.NotSupported, false);

    [Fact]
    public void Finding_Accepted_IsANoteWithReasonAndDate()
    {
        var result = Accepting(Given.Accepted("XDS2101", new DateOnly(2027, 3, 31)));

        var note = Assert.Single(result.Diagnostics);
        Assert.Equal(Severity.Note, note.Severity);
        Assert.Equal("Accepted until 2027-03-31: server from 2009, replaced in spring.", note.Fix);
        Assert.False(result.HasErrors);
        var (finding, entry) = Assert.Single(result.Accepted);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("XDS2101", entry.Code);
    }

    [Fact]
    public void Finding_AcceptedForEver_SaysSo() => Assert.StartsWith("Accepted for ever:", Assert.Single(Accepting(Given.Accepted("XDS2101")).Diagnostics).Fix);

    [Fact]
    public void Finding_AcceptedUntilToday_IsStillAccepted() => Assert.False(Accepting(Given.Accepted("XDS2101", Given.Today)).HasErrors);

    [Fact]
    public void Finding_WhoseDateHasPassed_IsAnErrorAgain()
    {
        var result = Accepting(Given.Accepted("XDS2101", Given.Today.AddDays(-1)));

        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("accepted until 2026-11-22", finding.Summary);
        Assert.Empty(result.Accepted);
    }

    [Fact]
    public void Entries_OneExpiredOneInForce_TheLatterCounts() =>
        Assert.False(Accepting(Given.Accepted("XDS2101", Given.Today.AddDays(-1)), Given.Accepted("XDS2101", Given.Today.AddDays(1))).HasErrors);

    [Fact]
    public void Entry_ThatMatchesNothing_IsANote()
    {
        var finding = Assert.Single(new Given().Partner("fabrikam.com", accept: Given.Accepted("XDS2107")).Validate().Diagnostics);

        Assert.Equal("XDS2005", finding.Code);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal(Given.Place(900), finding.Where);
    }

    [Fact]
    public void Entry_AtAnotherItem_DoesNotCount() =>
        Assert.True(new Given().Partner("a.example", negotiation: Impossible).Partner("b.example", accept: Given.Accepted("XDS2101")).Validate().HasErrors);

    [Fact]
    public void Entry_OfAFindingThatMustBeMended_IsAnErrorBesideIt()
    {
        var codes = new Given().Partner("a.example", type: null, accept: Given.Accepted("XDS2004")).Validate().Diagnostics.Select(finding => (finding.Code, finding.Severity));

        Assert.Equal([("XDS2004", Severity.Error), ("XDS2007", Severity.Error)], codes);
    }

    [Theory]
    [InlineData("XDS2170", "Did you mean XDS2")]
    [InlineData("nonsense", "Correct the code")]
    public void Entry_OfAnUnknownCode_IsAnError(string code, string fix)
    {
        var finding = Assert.Single(new Given().Partner("a.example", accept: Given.Accepted(code)).Validate().Diagnostics);

        Assert.Equal("XDS2007", finding.Code);
        Assert.StartsWith(fix, finding.Fix);
    }

    [Fact]
    public void Entry_OfACodeThatOnlyThePlanMayShow_IsNotCalledUnused()
    {
        var policy = new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, true);

        Assert.Empty(new Given().Add(policy, "lync", false, Given.Accepted("XDS2201")).Validate().Diagnostics);
    }

    private static ValidationResult Accepting(params Acceptance[] accept) => new Given().Partner("fabrikam.com", negotiation: Impossible, accept: accept).Validate();
}
