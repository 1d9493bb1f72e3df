using System.Globalization;
using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Prometheus' text format, version 0.0.4: gauges, one metric after the other.</summary>
/// <param name="common">Labels of every series.</param>
internal sealed class PrometheusText(params (string Name, string Value)[] common)
{
    private readonly StringBuilder text = new();
    private readonly HashSet<string> series = new(StringComparer.Ordinal);
    private string metric = "";

    /// <param name="help">One line.</param>
    public void Begin(string name, string help)
    {
        metric = name;
        text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
    }

    /// <summary>A series that is there already keeps its first value: one that stands twice makes the collector refuse the whole file.</summary>
    public void Add(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var all = new StringBuilder(metric).Append('{');
        var isFirst = true;
        foreach (var label in common) Append(label);
        foreach (var label in labels) Append(label);
        var name = all.Append('}').ToString();
        if (series.Add(name)) text.Append(CultureInfo.InvariantCulture, $"{name} {value:0.###}\n");

        void Append((string Name, string Value) label)
        {
            if (!isFirst) all.Append(',');
            isFirst = false;
            all.Append(label.Name).Append("=\"").Append(Escaped(label.Value)).Append('"');
        }
    }

    public override string ToString() => text.ToString();

    private static string Escaped(string value) =>
        Printable.Of(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
