using System.Diagnostics;
using System.Globalization;
using XmppDesiredState.Engine.Telemetry;

namespace XmppDesiredState.Cli.Telemetry;

/// <summary>Each call of a provider as a line of the log: who was asked for what, how it ended, how long it took.</summary>
internal sealed class CallLog : IDisposable
{
    private readonly ActivityListener listener;

    /// <param name="root">The span of this command: one process may run several, in tests.</param>
    public CallLog(Log log, Func<Activity?> root)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem(SpanKeys.Call) is string && IsBelow(span, root())) log.Write(LogLevel.Debug, Sentence(span), span);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    private static bool IsBelow(Activity span, Activity? root)
    {
        for (var above = span; above is not null; above = above.Parent)
        {
            if (above == root) return true;
        }

        return false;
    }

    private static string Sentence(Activity span)
    {
        var parts = new List<string>();
        if (span.GetTagItem(SpanKeys.Resources) is int resources) parts.Add(Rendering.Words.Count(resources, "resource"));
        if (span.GetTagItem(SpanKeys.Steps) is int steps) parts.Add(Rendering.Words.Count(steps, "step"));
        const string Outcome = SpanKeys.Outcome + ".";
        parts.AddRange(span.TagObjects.Where(tag => tag.Key.StartsWith(Outcome, StringComparison.Ordinal)).Select(tag => $"{tag.Value} {tag.Key[Outcome.Length..].Replace('_', ' ')}"));
        if (span.GetTagItem(SpanKeys.ErrorType) is string code) parts.Add(code);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{span.Duration.TotalMilliseconds:0.0} ms"));
        return $"{span.OperationName} by {span.GetTagItem(SpanKeys.Provider)} ({span.GetTagItem(SpanKeys.ProviderType)}): {string.Join(", ", parts)}";
    }
}
