using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Drifting;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Export;

namespace XmppDesiredState.Cli.Tests;

public sealed class DriftProperties
{
    private static readonly Gen<DriftReport> AnyReport = Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Int[0, 999]).Array[0, 15], Gen.Bool, Gen.Bool, Gen.Int[0, 3]).Select((picked, recorded, fails, diagnostics) => Drifts.Nothing with
    {
        IsRecorded = recorded,
        Plan = Plans.Nothing with { Unreadable = fails ? Plans.Rich.Unreadable : [] },
        Items = [.. picked.Select(pick => Drifts.Rich.Items[pick.Item1] with { Address = Plans.At(Drifts.Rich.Items[pick.Item1].Address.Id.Kind, $"p{pick.Item2}.example") })
            .DistinctBy(item => (item.Class, item.Address)).OrderBy(item => DriftReport.Order.IndexOf(item.Class)).ThenBy(item => item.Address)],
        Diagnostics = [.. Enumerable.Repeat(Drifts.Rich.Diagnostics[0], diagnostics)],
    });

    private static readonly Gen<ImmutableArray<DriftClass>> AnyFailOn = Gen.Bool.Array[7].Select(chosen => (ImmutableArray<DriftClass>)[.. DriftSummary.Classes.Where((_, index) => chosen[index])]);

    [Fact]
    public void Text_JSON_Markdown_report_and_exit_code_never_disagree() => Gen.Select(AnyReport, AnyFailOn).Sample((report, failOn) =>
    {
        var view = DriftView.Of(report, failOn, new DriftWays(new EntryWriter([]), new DesiredState(), report, []));
        var text = DriftText.Render(view, SourceTexts.None, Ink.None);
        var markdown = DriftMarkdown.Render(view);
        var json = JsonDocument.Parse(DriftJson.Render(view, SourceTexts.None)).RootElement;
        var counted = ReportOfDrift.Of(view);

        foreach (var of in DriftSummary.Classes)
        {
            var (word, number) = (DriftWords.Of(of), report.Items.Count(item => item.Class == of));
            Assert.Equal(number, json.GetProperty("summary").GetProperty(word).GetInt32());
            Assert.Equal(number, counted.CountOf(word));
            Assert.Equal(number, counted.Items.Count(item => item.Class == word));
            Assert.Equal(number, json.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("class").GetString() == word));
            Assert.Equal(number > 0, text.Contains(DriftWords.Heading(of) + ":\n", StringComparison.Ordinal));
            Assert.Equal(number > 0, markdown.Contains($"#### {DriftWords.Heading(of)}\n", StringComparison.Ordinal));
        }

        Assert.Equal([.. DriftSummary.Classes.Select(DriftWords.Of), "unreadable"], counted.Counts.Select(count => count.Name));
        Assert.Equal(report.Unreadable.Length, counted.CountOf("unreadable"));
        Assert.Equal(counted.Items.Length, counted.Counts.Sum(count => count.Number));
        Assert.Equal(report.Items.Length, text.Split('\n').Count(line => line.StartsWith("  # ", StringComparison.Ordinal)));
        Assert.Equal(report.Items.Length, markdown.Split("<details><summary>").Length - 1);
        Assert.All(new[] { text, markdown }, form => Assert.Contains(view.Closing, form, StringComparison.Ordinal));
        Assert.Equal(view.Closing, counted.Closing);

        var expected = !report.IsComplete ? 1 : report.Items.Any(item => failOn.Contains(item.Class)) ? 2 : 0;
        Assert.Equal(expected, view.ExitCode);
        Assert.Equal(expected, json.GetProperty("exit_code").GetInt32());
        Assert.Equal(expected, counted.ExitCode);
        if (report.IsComplete) Assert.Equal(expected == 2, counted.Items.Any(item => item.Level == ReportLevel.Error));
        if (text.Contains("No drift", StringComparison.Ordinal)) Assert.True(report.IsComplete && report.IsRecorded && expected == 0 && view.Summary[DriftClass.Drift] == 0);
        Assert.Equal((report.IsComplete, report.IsComplete), (json.GetProperty("complete").GetBoolean(), counted.IsComplete));
    }, iter: 400);
}
