using System.Text.Json;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Tests.Reports;

public sealed class SarifTests
{
    private static readonly DiagnosticDescriptor Rule = new("XDS2101", Severity.Error, "A title", "Said so.");

    [Fact]
    public void Fingerprint_OfWhatMovedInItsFile_StaysTheSame()
    {
        static ReportItem Change(int line) => new() { Class = "create", Address = "partner/a.example", Title = "create", Level = ReportLevel.Note, Where = new SourceSpan("desired.yaml", line, 1, line, 5) };
        static ReportItem Finding(int line) => FindingsReport.Item(Rule.At(new SourceSpan("desired.yaml", line, 1, line, 5), "It cannot work.", "Mend it."));

        Assert.Equal(PrintsOf(Change(3), Finding(9), Finding(12)), PrintsOf(Change(30), Finding(90), Finding(120)));
        Assert.NotEqual(PrintsOf(Finding(9)), PrintsOf(FindingsReport.Item(Rule.At(new SourceSpan("desired.yaml", 9, 1, 9, 5), "Another cannot work.", "Mend it."))));
        Assert.NotEqual(PrintsOf(Change(3)), PrintsOf(Change(3) with { Address = "partner/b.example" }));
        // Two alike are told apart by which comes first.
        Assert.Distinct(PrintsOf(Finding(9), Finding(12)));
    }

    [Fact]
    public void Category_IsOfOneDeploymentAndCommand()
    {
        static string Id(string deployment, ReportCommand command) =>
            SarifReader.Run(SarifLog.Render(AnyReport.Of([], [], deployment, 0, command, true), SarifReader.Checkout)).GetProperty("automationDetails").GetProperty("id").GetString()!;

        Assert.Equal("xmppstate/plan/contoso/", Id("contoso", ReportCommand.Plan));
        Assert.Distinct([Id("contoso", ReportCommand.Plan), Id("contoso-test", ReportCommand.Plan), Id("contoso", ReportCommand.Verify), Id("contoso", ReportCommand.Drift)]);
        // A slash in a name would end the category there.
        Assert.Equal(4, Id("a/b", ReportCommand.Plan).Split('/').Length);
    }

    [Theory]
    [InlineData("desired.yaml", "federation/desired.yaml")]
    [InlineData("./a b/ü#?.yaml", "federation/a%20b/%C3%BC%23%3F.yaml")]
    [InlineData("../shared/desired.yaml", "shared/desired.yaml")]
    public void Location_InsideTheCheckout_IsFromItsRoot(string file, string uri) => Assert.Equal(uri, Uri(LocationOf(file)));

    [Theory]
    [InlineData("../../elsewhere.yaml")]
    [InlineData("/etc/xmppstate.yaml")]
    public void Location_OutsideTheCheckout_IsSaidInWordsAndTheDeploymentsFileStandsForIt(string file)
    {
        var result = LocationOf(file);

        Assert.Equal("federation/federation/desired.yaml", Uri(result));
        Assert.EndsWith($"\n{file}:3:7", result.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Theory]
    [InlineData("see [this](http://example.org)", "see [this] (http://example.org)")]
    [InlineData("{0} {12} {a} {} {1", "{{0}} {{12}} {a} {} {1")]
    [InlineData("a\u001b[31m\nb\r", "a\\u{1b}[31m\nb\\u{d}")]
    [InlineData("\u0007", "\\u{{7}}")]
    public void Text_IsNeitherLinkNorPlaceholder(string text, string shown) => Assert.Equal(shown, SarifText.Of(text));

    private static JsonElement LocationOf(string file)
    {
        var item = new ReportItem { Class = "create", Address = "a", Title = "create", Level = ReportLevel.Note, Where = new SourceSpan(file, 3, 7, 3, 9) };
        return Assert.Single(SarifReader.Results(SarifReader.Run(SarifLog.Render(AnyReport.Of([item], [], "contoso", 0, ReportCommand.Plan, true), SarifReader.Checkout))));
    }

    private static string Uri(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;

    private static string[] PrintsOf(params ReportItem[] items) =>
        [.. SarifReader.Results(SarifReader.Run(SarifLog.Render(AnyReport.Of([.. items], [], "contoso", 0, ReportCommand.Plan, true), SarifReader.Checkout)))
            .Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()!)];
}
