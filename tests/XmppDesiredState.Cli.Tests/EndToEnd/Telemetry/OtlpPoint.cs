namespace XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;

/// <summary>A measurement as it arrived, by metrics.proto of OpenTelemetry's protocol 1: of a gauge, a sum, or a histogram (its count and sum).</summary>
internal sealed record OtlpPoint(string Metric, string Unit, Dictionary<string, string> Attributes, double Number, ulong Count)
{
    public static IEnumerable<OtlpPoint> Of(ProtobufMessage metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        foreach (var point in metric.All(5).Concat(metric.All(7)).SelectMany(data => data.All(1)))
            yield return new OtlpPoint(name, unit, OtlpSpan.AttributesOf(point, 7), point.Has(6) ? unchecked((long)point.Number(6)) : point.Double(4), 1);
        foreach (var point in metric.All(9).SelectMany(data => data.All(1))) yield return new OtlpPoint(name, unit, OtlpSpan.AttributesOf(point, 9), point.Double(5), point.Number(4));
    }
}
