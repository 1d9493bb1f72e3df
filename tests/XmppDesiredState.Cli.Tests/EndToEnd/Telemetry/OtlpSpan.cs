using System.Globalization;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;

/// <summary>A span as it arrived, by trace.proto and common.proto of OpenTelemetry's protocol 1.</summary>
internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, ulong Start, ulong End, Dictionary<string, string> Attributes, int Status, string Message)
{
    public const int Failed = 2;

    public static OtlpSpan Of(ProtobufMessage span) => new(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Number(7), span.Number(8), AttributesOf(span, 9),
        (int)(span.All(15).LastOrDefault()?.Number(3) ?? 0), span.All(15).LastOrDefault()?.Text(2) ?? "");

    public static Dictionary<string, string> AttributesOf(ProtobufMessage message, int field) => message.All(field).ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.All(2).Single()));

    private static string ValueOf(ProtobufMessage value) => value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : value.Has(4) ? value.Double(4).ToString(CultureInfo.InvariantCulture)
        : unchecked((long)value.Number(3)).ToString(CultureInfo.InvariantCulture);
}
