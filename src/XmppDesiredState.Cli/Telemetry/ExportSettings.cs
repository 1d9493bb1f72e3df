using System.Globalization;

namespace XmppDesiredState.Cli.Telemetry;

/// <summary>
/// What the standard variables of OpenTelemetry ask for. Nothing is sent unless an endpoint, or an exporter by its name, is: the default of
/// the specification, a collector on this machine, is no reason for every run of a command line to look for one.
/// </summary>
/// <param name="Problem">What cannot be done, in one sentence; the rest is.</param>
internal sealed record ExportSettings(bool Traces, bool Metrics, string? Problem)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string Protobuf = "http/protobuf";

    public bool IsWanted => Traces || Metrics;

    public static ExportSettings Read(Func<string, string?> variable)
    {
        string? problem = null;
        if (string.Equals(Given("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)) return new(false, false, null);
        return new ExportSettings(Wants("TRACES"), Wants("METRICS"), problem);

        string? Given(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

        bool Wants(string signal)
        {
            var endpoint = new[] { $"{Prefix}{signal}_ENDPOINT", $"{Prefix}ENDPOINT" }.FirstOrDefault(name => Given(name) is not null);
            switch (Given($"OTEL_{signal}_EXPORTER"))
            {
                case null when endpoint is null:
                case "none":
                    return false;
                case null or "otlp":
                    break;
                default:
                    problem ??= $"OTEL_{signal}_EXPORTER names an exporter that is not there: otlp and none are.";
                    return false;
            }

            if (endpoint is not null && !(Uri.TryCreate(Given(endpoint), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                // Not shown: an address may hold a password.
                problem ??= $"{endpoint} holds no http or https address, so nothing is sent there.";
                return false;
            }

            if (Protocol(signal, variable) is not (Protobuf or "grpc")) problem ??= $"{Prefix}PROTOCOL names a protocol that is not there: {Protobuf} is used; grpc is there too.";
            return true;
        }
    }

    /// <summary>How long a collector may take, where that is given: milliseconds, as for the library.</summary>
    public static TimeSpan? Timeout(Func<string, string?> variable) =>
        int.TryParse(variable($"{Prefix}TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>By the specification's default, which the library does not follow.</summary>
    public static bool IsGrpc(string signal, Func<string, string?> variable) => Protocol(signal, variable) == "grpc";

    private static string Protocol(string signal, Func<string, string?> variable) =>
        new[] { variable($"{Prefix}{signal}_PROTOCOL"), variable($"{Prefix}PROTOCOL") }.Select(value => value?.Trim()).FirstOrDefault(value => value is { Length: > 0 }) ?? Protobuf;
}
