using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests.Pages;

public sealed class PageSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task I_can_have_a_plan_as_a_page_beside_the_text()
    {
        var run = (await RunAsync(new FakeEngine { Plan = Plans.Rich }, "plan", "--format", "text", "--format", "html=plan.html")).Ended(1);

        Assert.EndsWith(PlanClosing + "\n", run.Out, StringComparison.Ordinal);
        Page("plan.html", "<title>Incomplete: 1 to add, 1 to update, 1 to destroy and 5 more – contoso – plan</title>", $"<p class=\"closing\">{PlanClosing}</p>", "<dd><strong>1</strong>: ");
    }

    [Fact]
    public async Task I_can_have_the_same_page_of_a_saved_plan()
    {
        var plan = Plans.Nothing with { Changes = [.. Plans.Rich.Changes.Where(change => !change.IsBlocked)] };
        var planned = (await RunAsync(new FakeEngine { Plan = plan }, "plan", "--out", "plan.json", "--format", "html")).Ended(0);
        var shown = (await RunAsync(new FakeEngine(), "show", "plan.json", "--format", "html")).Ended(0);

        HtmlNesting.Holds(planned.Out);
        Assert.Equal(planned.Out, shown.Out);
    }

    [Fact]
    public async Task I_can_have_what_came_of_an_apply_as_a_page()
    {
        (await RunAsync(new FakeEngine { Plan = Plans.Rich }, "apply", "--auto-approve", "--format", "html=apply.html")).Ended(3);
        Page("apply.html", " – contoso – apply</title>", "<dd><strong>3</strong>: something was tried, and not all of it holds</dd>");
    }

    [Fact]
    public async Task I_can_have_verdicts_as_a_page()
    {
        (await RunAsync(Verdicts.Engine(sandbox.Folder, Verdicts.All), "verify", "--format", "html=verify.html")).Ended(2);
        Page("verify.html", " – contoso – verify</title>", "<dd><strong>2</strong>: a domain cannot work</dd>", "data-class=\"cannot_work\"", "<section id=\"certificates\"");
    }

    [Fact]
    public async Task I_can_have_errors_of_files_as_a_page()
    {
        var engine = new FakeEngine { LoadFindings = [YamlDiagnostics.DuplicateKey.At(new SourceSpan("desired.yaml", 2, 2, 2, 6), "The key <name> stands twice.", "Remove one.")] };
        (await RunAsync(engine, "validate", "--format", "html=out.html")).Ended(1);
        Page("out.html", "<title>1 error – validate</title>", "The key &lt;name&gt; stands twice.", "<code>desired.yaml:2:2</code>", $"<code>xmppstate explain {YamlDiagnostics.DuplicateKey.Code}</code>");
    }

    public void Dispose() => sandbox.Dispose();

    private static string PlanClosing => Rendering.PlanSentences.Closing(Plans.Rich);

    private void Page(string file, params string[] parts)
    {
        var page = sandbox.Read(file);
        HtmlNesting.Holds(page);
        Assert.All(parts, part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    private Task<Run> RunAsync(FakeEngine engine, params string[] args) => Run.Of(engine, args, folder: sandbox.Folder, clock: new SettableClock(Plans.Now));
}
