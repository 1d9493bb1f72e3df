using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Tests.Reports;

public sealed class GitHubAnnotationsTests
{
    [Theory]
    // A block ends where the next begins: at the indentation of the line behind it.
    [InlineData(7, 9, 5, "line=3,endLine=8,")]
    [InlineData(7, 4, 1, "line=3,endLine=3,col=7,")]
    [InlineData(7, 3, 20, "line=3,endLine=3,col=7,")]
    [InlineData(7, 5, 12, "line=3,endLine=5,")]
    public void Place_OfAnEntry_IsOfItsOwnLines(int column, int endLine, int endColumn, string expected) =>
        Assert.Contains($"file=federation/desired.yaml,{expected}title=", Render(new SourceSpan("desired.yaml", 3, column, endLine, endColumn), "a"), StringComparison.Ordinal);

    [Fact]
    public void Escapes_AreThoseOfTheRunner() =>
        Assert.Equal("::error file=federation/100%25%2C%3A.yaml,line=3,endLine=3,col=7,title=xmppstate plan contoso%3A a%2Cb%3A%25%3A%3Ac::a,b:%25::c: create%0AFix: Mend it.\n",
            Render(new SourceSpan("100%,:.yaml", 3, 7, 3, 9), "a,b:%::c"));

    [Fact]
    public void Place_OutsideTheCheckout_IsSaidInTheText() =>
        Assert.EndsWith("Mend it.%0A../../else.yaml:3:7\n", Render(new SourceSpan("../../else.yaml", 3, 7, 3, 9), "a"), StringComparison.Ordinal);

    [Fact]
    public void What_AsksForNoAttention_IsNoAnnotation() =>
        Assert.Equal("", GitHubAnnotations.Render(AnyReport.Of([new ReportItem { Class = "create", Address = "a", Title = "works", Level = ReportLevel.None }], [], "contoso", 0, ReportCommand.Plan, true), SarifReader.Checkout));

    private static string Render(SourceSpan where, string address) => GitHubAnnotations.Render(
        AnyReport.Of([new ReportItem { Class = "create", Address = address, Title = "create", Level = ReportLevel.Error, Where = where, Fix = "Mend it." }], [], "contoso", 0, ReportCommand.Plan, true), SarifReader.Checkout);
}
