using System.Text.Json;

namespace XmppDesiredState.Cli.Tests.Pages;

/// <summary>Report pages in a real Chromium: what axe and the eye would find, at every width, in light and dark, with and without script.</summary>
public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public void Every_page_was_looked_at_in_every_way() =>
        Assert.Equal(Samples.All.Count * 3 * 2 * 2, browser.Looks.GetArrayLength());

    [Fact]
    public void Axe_finds_no_violations() => All("violations", violations => violations.EnumerateArray().Select(violation => violation.GetString()!));

    [Fact]
    public void Nothing_is_wider_than_the_page() => All("overflow", overflow =>
        overflow.GetProperty("by").GetInt32() > 0 ? [overflow.GetRawText()] : overflow.GetProperty("wide").EnumerateArray().Select(node => node.GetString()!));

    [Fact]
    public void Nothing_is_loaded_and_nothing_complained_about()
    {
        var ends = browser.Looks.EnumerateArray().Where(look => look.TryGetProperty("said", out _)).ToList();
        Assert.Equal(Samples.All.Count * 2, ends.Count);
        Assert.All(ends, look => Assert.Equal("[] []", $"{look.GetProperty("said").GetRawText()} {look.GetProperty("requests").GetRawText()}"));
    }

    [Fact]
    public void The_filter_is_there_only_with_script() => Assert.All(Looks("plan"), look => Assert.Equal(look.GetProperty("script").GetBoolean(), look.GetProperty("filter").GetBoolean()));

    [Fact]
    public void Dark_is_dark() => Assert.All(Looks("plan"), look => Assert.Equal(look.GetProperty("scheme").GetString() == "dark" ? "rgb(20, 23, 27)" : "rgb(255, 255, 255)", look.GetProperty("background").GetString()));

    [Fact]
    public void The_keyboard_alone_skips_filters_folds_and_follows()
    {
        Assert.Equal("skip", Text("first"));
        Assert.Equal("main", Text("skipped"));
        Assert.Equal("filter-text", Text("reached"));
        Assert.All(["typed", "unticked", "reset", "none", "folded", "linked"], name => Assert.True(browser.Uses.GetProperty(name).GetBoolean(), name));
        Assert.Equal(1, browser.Uses.GetProperty("typedShown").GetInt32());
        Assert.Equal("status", Text("role"));
        Assert.Equal(0, browser.Uses.GetProperty("closedAll").GetInt32());
        Assert.Equal("[]", browser.Uses.GetProperty("said").GetRawText());
    }

    [Fact]
    public void What_is_copied_is_the_text_line_by_line()
    {
        Assert.Equal("Copied", Text("copySaid"));
        Assert.Equal(Samples.Plan.Items.First(item => !item.WaysOut.IsEmpty).WaysOut[0].Text.TrimEnd('\n'), Text("copied"));
    }

    [Fact]
    public void On_paper_everything_is_open()
    {
        Assert.True(browser.Uses.GetProperty("print").GetProperty("inside").GetBoolean());
        Assert.False(browser.Uses.GetProperty("print").GetProperty("side").GetBoolean());
    }

    [Fact]
    public void Ten_thousand_items_are_all_there_and_filtered()
    {
        var large = browser.Uses.GetProperty("large");
        Assert.Equal(Browser.Many, large.GetProperty("items").GetInt32());
        Assert.Equal(5, large.GetProperty("shown").GetInt32());
        Assert.All(["filtered", "back", "last"], name => Assert.True(large.GetProperty(name).GetBoolean(), name));
        Assert.Equal("[]", large.GetProperty("said").GetRawText());
    }

    private string Text(string name) => browser.Uses.GetProperty(name).GetString()!.ReplaceLineEndings("\n");

    private IEnumerable<JsonElement> Looks(string name) => browser.Looks.EnumerateArray().Where(look => look.GetProperty("name").GetString() == name);

    // One sentence for each thing that is wrong, so that a failure says all of them.
    private void All(string property, Func<JsonElement, IEnumerable<string>> wrong)
    {
        var said = browser.Looks.EnumerateArray().SelectMany(look => wrong(look.GetProperty(property)).Select(what =>
            $"{look.GetProperty("name")} at {look.GetProperty("width")}, {look.GetProperty("scheme")}, {(look.GetProperty("script").GetBoolean() ? "with" : "without")} script: {what}"));
        Assert.Empty(said);
    }
}
