using System.Globalization;
using System.Text.RegularExpressions;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>
/// Prometheus' text format 0.0.4, read strictly: HELP, TYPE, then all series of a metric together; names, labels and escapes as the format has
/// them; no series twice. What the textfile collector of node_exporter would refuse is refused.
/// </summary>
internal sealed partial class MetricsReader
{
    private readonly Dictionary<string, double> series = new(StringComparer.Ordinal);
    private readonly HashSet<string> metrics = new(StringComparer.Ordinal);

    /// <summary>Values by series, its labels unescaped: <c>name{a=b,c=d}</c>.</summary>
    public static IReadOnlyDictionary<string, double> Read(string text)
    {
        var reader = new MetricsReader();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var (help, type) = ("", "");
        foreach (var line in text[..^1].Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } helped)
            {
                help = helped.Groups[1].Value;
                Assert.True(reader.metrics.Add(help), $"{help} begins twice.");
            }
            else if (TypeLine().Match(line) is { Success: true } typed)
            {
                type = typed.Groups[1].Value;
                Assert.Equal(help, type);
            }
            else
            {
                reader.ReadSeries(line, type);
            }
        }

        return reader.series;
    }

    private void ReadSeries(string line, string metric)
    {
        var match = SeriesLine().Match(line);
        Assert.True(match.Success, $"No line of the format: {line}");
        Assert.Equal(metric, match.Groups[1].Value);
        var labels = LabelPair().Matches(match.Groups[2].Value).Select(pair => (Name: pair.Groups[1].Value, Value: Unescape(pair.Groups[2].Value))).ToList();
        Assert.Equal(match.Groups[2].Value, string.Join(',', LabelPair().Matches(match.Groups[2].Value).Select(pair => pair.Value)));
        Assert.Distinct(labels.Select(label => label.Name));
        Assert.All(labels, label => Assert.False(label.Name.StartsWith("__", StringComparison.Ordinal)));
        var name = $"{metric}{{{string.Join(',', labels.Select(label => $"{label.Name}={label.Value}"))}}}";
        Assert.True(series.TryAdd(name, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)), $"{name} stands twice.");
    }

    private static string Unescape(string value) => Escape().Replace(value, match => match.Value switch { "\\n" => "\n", "\\\"" => "\"", _ => "\\" });

    [GeneratedRegex("^# HELP ([a-z_][a-z0-9_]*) [^\n]+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-z_][a-z0-9_]*) gauge$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-z_][a-z0-9_]*)\{((?:[^"]|"(?:[^"\\]|\\.)*")*)\} (-?[0-9]+(?:\.[0-9]+)?)$""")]
    private static partial Regex SeriesLine();

    [GeneratedRegex("""([a-z_][a-z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(?=,|$)""")]
    private static partial Regex LabelPair();

    [GeneratedRegex("""\\[\\"n]""")]
    private static partial Regex Escape();
}
