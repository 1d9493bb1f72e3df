using System.Text.Json;
using CsCheck;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests;

public sealed class AgreementProperties
{
    private static readonly Gen<Change> AnyChange = Gen.Select(Gen.Enum<ChangeAction>(), Gen.Int[0, 3], Gen.Int[0, 9999]).Select((action, state, name) => new Change
    {
        Address = Plans.At(Partner.Kind, $"p{name}.example"),
        Action = action,
        Reason = $"{Words.Of(action)}_because_test",
        Blocked = state == 0 ? Plans.Guard.At(null, "Held back.", "Give the flag.") : null,
        Waiting = state == 1 ? new Waiting("a person", null) : null,
    });

    internal static readonly Gen<Plan> AnyPlan = Gen.Select(AnyChange.Array[0, 12], Gen.Int[0, 2], Gen.Int[0, 2]).Select((changes, unlisted, unreadable) => Plans.Nothing with
    {
        Changes = [.. changes.DistinctBy(change => change.Address)],
        Unlisted = [.. Plans.Rich.Unlisted.Take(unlisted)],
        Unreadable = unreadable == 0 ? Plans.Rich.Unreadable : [],
    });

    [Fact]
    public void Text_JSON_Markdown_and_exit_code_never_disagree() => AnyPlan.Sample(plan =>
    {
        var summary = plan.Summary;
        var text = PlanText.Render(plan, SourceTexts.None, Ink.None);
        var markdown = PlanMarkdown.Render(plan);
        var json = JsonDocument.Parse(PlanDocument.Of(new FakeEngine(), plan)).RootElement.GetProperty("summary");
        var sentence = $"Plan: {json.GetProperty("add")} to add, {json.GetProperty("change")} to change, {json.GetProperty("destroy")} to destroy.";
        var code = ExitCode.Of(ExitColumn.PlanDetailed, Outcome.Of(summary));

        Assert.Equal(summary.HasChanges, text.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal(summary.HasChanges, markdown.Contains(sentence, StringComparison.Ordinal));
        var also = PlanSentences.Also(plan);
        Assert.Contains(also, text, StringComparison.Ordinal);
        Assert.Contains(also, markdown, StringComparison.Ordinal);
        Assert.Equal(json.GetProperty("blocked").GetInt32() > 0, also.Contains($"{summary.Blocked} blocked", StringComparison.Ordinal));
        Assert.Equal(json.GetProperty("waiting").GetInt32() > 0, also.Contains($"{summary.Waiting} waiting", StringComparison.Ordinal));
        Assert.Equal(code == ExitCode.Done, text.Contains("No changes.", StringComparison.Ordinal));
        Assert.Equal(code == ExitCode.Failed, json.GetProperty("unreadable").GetInt32() > 0);
        Assert.Equal(plan.Changes.Length, text.Split("\n").Count(line => line.StartsWith("  # ", StringComparison.Ordinal)));
        Assert.Equal(plan.Changes.Length, markdown.Split("<details><summary>").Skip(1).Count(block => block.Contains("```diff", StringComparison.Ordinal)));
    });

    [Fact]
    public void Nothing_shown_can_move_the_cursor_or_hide() => Gen.String.Sample(text =>
        Assert.DoesNotContain(Printable.Of(text).EnumerateRunes(), Printable.IsHostile));
}
