using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Cli.Rendering.Reports.Page;
using XmppDesiredState.Cli.Tests.Reports;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.Pages;

[TakesLong(25)]
public sealed partial class HtmlPageTests
{
    private const string Hostile = "a<script>alert(1)</script>\"'&\u202etxt.exe\u001b[31m\u0000<!--]]>";

    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_OfEachCommand_IsWellFormedWithIdsOnce(string name) => HtmlNesting.Holds(HtmlPage.Render(Samples.All[name]));

    [Fact]
    public void Page_OfASmallPlan_IsTheGolden() => Golden.FileMatches(PathOfGolden(), "Goldens/page.html", Hash().Replace(WithoutFiles().Replace(HtmlPage.Render(Small), "<$1></$1>"), "sha256-…"));

    [Fact]
    public void Page_Policy_AllowsItsOwnStyleAndScriptByHashAndNothingElse()
    {
        var page = HtmlPage.Render(Samples.Plan);
        var policy = Policy().Match(page).Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);
        foreach (var (directive, element) in (ReadOnlySpan<(string, string)>)[("style-src", "style"), ("script-src", "script")])
        {
            var content = page.Split($"<{element}>")[1].Split($"</{element}>")[0];
            Assert.Contains($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', content);
        }

        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Markup_NamesNoOtherPlaceAndNoStyleOrHandlerOfItsOwn()
    {
        foreach (var report in Samples.All.Values)
        {
            var page = HtmlPage.Render(report);
            Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
            Assert.DoesNotMatch(Handler(), page);
            // The name of SVG is a name.
            Assert.DoesNotContain("//", WithoutFiles().Replace(page, "").Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("url(", PageFile.Style.Content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plan", "<title>Incomplete: 1 to add, 1 to update, 1 to renew and 5 more – contoso-prod – plan</title>")]
    [InlineData("no-changes", "<title>No changes – contoso-prod – plan</title>")]
    [InlineData("drift", "<title>2 drifted, 1 pending, 1 unlisted and 2 more – contoso-prod – drift</title>")]
    [InlineData("verify", "<title>1 cannot work, 1 cannot tell, 2 work – contoso-prod – verify</title>")]
    public void Page_Title_SaysTheResultFirst(string name, string title) => Assert.Contains(title, HtmlPage.Render(Samples.All[name]), StringComparison.Ordinal);

    [Fact]
    public void Page_OfAnIncompleteReport_NeverLooksClean()
    {
        var unread = HtmlPage.Render(Samples.NoChanges with { IsComplete = false, ExitCode = 1, Closing = "Nothing to change in what could be read; the rest is unknown." });
        Assert.Contains("This report is incomplete", unread, StringComparison.Ordinal);
        Assert.Contains("<h1>Incomplete: nothing found in what could be read</h1>", unread, StringComparison.Ordinal);
        Assert.Contains("class=\"summary bad\"", unread, StringComparison.Ordinal);
        var clean = HtmlPage.Render(Samples.NoChanges);
        Assert.Contains("class=\"summary clean\"", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("This report is incomplete", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfHostileText_ShowsIt()
    {
        var report = Samples.Plan with
        {
            Deployment = Hostile,
            Closing = Hostile,
            Commit = Hostile,
            Counts = [new ReportCount(Hostile, Hostile, 2)],
            Items =
            [
                .. Enumerable.Range(0, 5).Select(_ => new ReportItem
                {
                    Class = Hostile, Address = Hostile, Title = Hostile, Level = ReportLevel.Warning, Code = Hostile, Where = new SourceSpan(Hostile, 1, 1, 1, 2), Risks = [Hostile], State = Hostile, Notes = [Hostile],
                    Fix = Hostile, Rows = [new ChangeRow('~', Hostile, $"{Hostile} → {Hostile}", Hostile), new ChangeRow('+', Hostile, Hostile, null)], Steps = [1, 2], WaysOut = [new ReportWayOut(Hostile, $"{Hostile}\n{Hostile}")],
                }),
            ],
            Diagnostics = [Samples.Down.At(new SourceSpan(Hostile, 1, 1, 1, 2), Hostile, Hostile) with { Related = new SourceSpan(Hostile, 1, 1, 1, 2) }],
            Steps = [Samples.Step(1, 1, Hostile, Hostile), Samples.Step(2, 1, Hostile, Hostile, 1)],
            Certificates = [new ReportCertificate(Hostile, Samples.Now, Samples.Now.AddDays(9), null)],
        };
        var page = HtmlPage.Render(report);
        HtmlNesting.Holds(page);
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, c => c is '\u202e' or '\u001b' or '\0' or '\r');
        Assert.Contains(@"a&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\u{202e}txt.exe\u{1b}[31m\u{0}&lt;!--]]&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfMoreThanItHolds_SaysHowManyAreInTheJson()
    {
        var page = HtmlPage.Render(Samples.Large(PageItems.Most + 1));
        Assert.Contains($"These are the first {PageItems.Most} of {PageItems.Most + 1}; the JSON has all of them.", page, StringComparison.Ordinal);
        Assert.Equal(PageItems.Most, Item().Count(page));
        Assert.InRange(page.Length, 1, PageItems.MostText);
    }

    [Fact]
    public void Page_OfLongItems_StaysBelowItsSizeAndSaysSo()
    {
        var report = Samples.Large(2000);
        var note = new string('n', 20_000);
        var page = HtmlPage.Render(report with { Items = [.. report.Items.Select(item => item with { Notes = [note] })] });
        Assert.InRange(page.Length, PageItems.MostText, PageItems.MostText + 1_000_000);
        Assert.Contains($"These are the first {Item().Count(page)} of 2000; the JSON has all of them.", page, StringComparison.Ordinal);
        HtmlNesting.Holds(page);
    }

    [Fact]
    public void Page_Values_StandBeforeAndAfterUnlessAnArrowIsPartOfThem()
    {
        var page = HtmlPage.Render(Samples.Plan);
        Assert.Contains("<td><del>sasl-over-tls</del></td><td><ins>sasl-or-tls-dialback</ins></td>", page, StringComparison.Ordinal);
        Assert.Contains("<td colspan=\"2\"><span class=\"value\">Tickets → Berlin → Tickets → Vienna</span></td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Links_AreTheSameForTheSameItemInEveryReport()
    {
        Assert.Contains("<a class=\"link\" href=\"#update:partner/fabrikam.com\">", HtmlPage.Render(Samples.Plan), StringComparison.Ordinal);
        Assert.Contains("<a class=\"link\" href=\"#update:partner/fabrikam.com\">", HtmlPage.Render(Samples.Plan with { Items = [.. Samples.Plan.Items.Reverse()] }), StringComparison.Ordinal);
    }

    [Fact]
    public void ExitMeaning_OfEveryCode_IsKnown() => Assert.All(
        from command in Enum.GetValues<ReportCommand>() from code in (int[])[ExitCode.Done, ExitCode.Failed, ExitCode.Changes, ExitCode.Incomplete, ExitCode.Refused, ExitCode.LockHeld, ExitCode.Waiting, ExitCode.Interrupted] select (command, code),
        pair => Assert.DoesNotContain("table", ExitMeaning.Of(pair.command, pair.code), StringComparison.Ordinal));

    [Fact]
    public void Page_OfAnyReport_IsWellFormedAndCountsAsItDoes() => AnyReport.Any.Sample(report =>
    {
        var page = HtmlPage.Render(report);
        HtmlNesting.Holds(page);
        Assert.Equal(report.Items.Length, Item().Count(page));
        foreach (var count in report.Counts.Where(count => count.Number > 0)) Assert.Contains($"<strong>{count.Number}</strong> <span>{count.Label}</span>", page, StringComparison.Ordinal);
        Assert.Contains($"<dd><strong>{report.ExitCode}</strong>: ", page, StringComparison.Ordinal);
        Assert.Equal(!report.IsComplete, page.Contains("This report is incomplete", StringComparison.Ordinal));
        Assert.DoesNotContain(page, c => c != '\n' && char.IsControl(c));
    }, iter: 200);

    private static string PathOfGolden([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Goldens", "page.html");

    private static Report Small => Samples.NoChanges with
    {
        Closing = "Plan: 0 to add, 1 to change, 0 to destroy.",
        Counts = [new ReportCount("create", "to add", 0), new ReportCount("update", "to update", 1)],
        Items = [Samples.Plan.Items.First(item => item.Address == "partner/fabrikam.com")],
        Steps = [Samples.Step(3, 5, "update", "partner/fabrikam.com"), Samples.Step(4, 6, "probe", "partner/fabrikam.com", 3)],
    };

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex WithoutFiles();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=]+")]
    private static partial Regex Hash();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<[^>]* on[a-z]+=")]
    private static partial Regex Handler();

    [GeneratedRegex("<li class=\"item ")]
    private static partial Regex Item();
}
