using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using XmppDesiredState.Engine.Telemetry;

namespace XmppDesiredState.Cli.Telemetry;

/// <summary>Sends spans and measurements to a collector (OTLP). The only file that knows OpenTelemetry's packages; they are loaded when the first of these is made.</summary>
internal sealed class OtlpExport
{
    /// <summary>An apply of ten thousand steps ends them within a second; a library's default of 2,048 would lose most of their spans.</summary>
    private const int LongestQueue = 65_536;

    private const string NoAnswer = "the collector did not answer in time";

    private readonly TracerProvider? tracing;
    private readonly MeterProvider? metering;
    private string? failure;

    public OtlpExport(ExportSettings settings, Func<string, string?> variable)
    {
        if (settings.Traces)
        {
            tracing = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Instruments.Name).AddOtlpExporter(options =>
            {
                Configure(options, "TRACES", variable);
                if (variable("OTEL_BSP_MAX_QUEUE_SIZE") is null) options.BatchExportProcessorOptions.MaxQueueSize = LongestQueue;
            }).Build();
        }

        if (settings.Metrics)
            metering = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Instruments.Name).AddOtlpExporter(options => Configure(options, "METRICS", variable)).Build();
    }

    /// <summary>Sends what is left, for as long as it may take.</summary>
    /// <returns>What went wrong first, in a few words; null: nothing.</returns>
    public async Task<string?> EndAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var milliseconds = (int)longest.TotalMilliseconds;
        var ended = Task.WhenAll(Task.Run(() => tracing?.Shutdown(milliseconds) ?? true, cancellationToken), Task.Run(() => metering?.Shutdown(milliseconds) ?? true, cancellationToken));
        try
        {
            // Either may notice first that the time is over, the library or who waits for it.
            var isSent = await ended.WaitAsync(longest, cancellationToken);
            tracing?.Dispose();
            metering?.Dispose();
            return failure ?? (isSent.All(all => all) ? null : NoAnswer);
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            // Whatever is under way ends with the process.
            return failure ?? NoAnswer;
        }
    }

    private void Configure(OtlpExporterOptions options, string signal, Func<string, string?> variable)
    {
        if (!ExportSettings.IsGrpc(signal, variable)) options.Protocol = OtlpExportProtocol.HttpProtobuf;
        var create = options.HttpClientFactory;
        options.HttpClientFactory = () => new HttpClient(new WatchedSending(create(), problem => Interlocked.CompareExchange(ref failure, problem, null)));
    }

    // What the variables say of the service stands above what this program says of itself.
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService("xmppstate", serviceVersion: CommandLine.Version, autoGenerateServiceInstanceId: false).AddTelemetrySdk().AddEnvironmentVariableDetector();
}
