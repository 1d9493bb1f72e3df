using System.Diagnostics;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Telemetry;

/// <summary>One call of a provider as a span and a measurement. Begun before the call, disposed behind it.</summary>
internal sealed class ProviderCall : IDisposable
{
    private readonly TimeProvider clock;
    private readonly long started;
    private readonly Activity? span;
    private TagList tags;
    private string? error;

    private ProviderCall(string what, string provider, string type, Kind kind, TimeProvider clock)
    {
        this.clock = clock;
        started = clock.GetTimestamp();
        tags = new TagList { { SpanKeys.Call, what }, { SpanKeys.Provider, provider }, { SpanKeys.ProviderType, type }, { SpanKeys.Kind, kind.Name } };
        span = Instruments.Source.StartActivity(ActivityKind.Client, tags: tags, name: $"{what} {kind.Name}");
    }

    /// <summary>A read.</summary>
    public static ProviderCall Observe(string provider, string type, Kind kind, TimeProvider clock) => new("observe", provider, type, kind, clock);

    /// <summary>A call that executes steps of one kind.</summary>
    public static ProviderCall Execute(string provider, string type, Kind kind, int steps, TimeProvider clock)
    {
        var call = new ProviderCall("execute", provider, type, kind, clock);
        call.span?.SetTag(SpanKeys.Steps, steps);
        return call;
    }

    public void Saw(int resources) => span?.SetTag(SpanKeys.Resources, resources);

    public void Failed(Diagnostic why) => Fail(span, error ??= why.Code, why);

    /// <summary>A step that the call has ended, as a span below its own that began with it.</summary>
    public void Ended(Step step, StepOutcome outcome)
    {
        if (outcome.Result is StepResult.Conflict or StepResult.NotDone or StepResult.Unknown) error ??= outcome.Diagnostic?.Code ?? SpanKeys.WordOf(outcome.Result);
        if (span is not { IsAllDataRequested: true }) return;
        using var ended = Instruments.Source.StartActivity(ActivityKind.Internal, span.Context, StepTags(step, outcome), startTime: new DateTimeOffset(span.StartTimeUtc), name: SpanKeys.WordOf(step.Operation));
        if (outcome.Diagnostic is { } why && outcome.Result != StepResult.Waiting) Fail(ended, why.Code, why);
        var key = $"{SpanKeys.Outcome}.{SpanKeys.WordOf(outcome.Result)}";
        span.SetTag(key, (span.GetTagItem(key) as int? ?? 0) + 1);
    }

    public void Dispose()
    {
        if (error is not null)
        {
            tags.Add(SpanKeys.ErrorType, error);
            span?.SetTag(SpanKeys.ErrorType, error);
            if (span is { Status: ActivityStatusCode.Unset }) span.SetStatus(ActivityStatusCode.Error, error);
        }

        Instruments.Called(clock.GetElapsedTime(started), tags);
        span?.Dispose();
    }

    private static TagList StepTags(Step step, StepOutcome outcome)
    {
        var told = new TagList
        {
            { SpanKeys.Step, step.Id },
            { SpanKeys.Operation, SpanKeys.WordOf(step.Operation) },
            { SpanKeys.Resource, step.Resource.ToString() },
            { SpanKeys.Provider, step.Provider },
            { SpanKeys.Outcome, SpanKeys.WordOf(outcome.Result) },
        };
        if (step.Member is { } member) told.Add(SpanKeys.Member, member);
        return told;
    }

    // The title of a code is written in this program; a summary may hold what a server said.
    private static void Fail(Activity? span, string code, Diagnostic why)
    {
        span?.SetTag(SpanKeys.ErrorType, code);
        span?.SetStatus(ActivityStatusCode.Error, $"{code}: {why.Descriptor.Title}");
    }
}
