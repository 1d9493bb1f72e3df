using System.Diagnostics;
using System.Diagnostics.Metrics;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Telemetry;

/// <summary>
/// What the engine tells whoever listens: spans and measurements under one name, which cost nothing while nobody does. Names, kinds, counts,
/// durations and diagnostic codes stand in them; never the value of an attribute, and never a secret.
/// </summary>
public static class Instruments
{
    /// <summary>Of the source and of the meter.</summary>
    public const string Name = "XmppDesiredState";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram("xmppstate.provider.call.duration", "s", "How long a call of a provider took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("xmppstate.steps", "{step}", "Steps of plans, by what became of them.");
    private static readonly Gauge<long> Items = Meter.CreateGauge<long>("xmppstate.items", "{item}", "What the last look found, by class.");
    private static readonly Gauge<double> TimeLeft = Meter.CreateGauge<double>("xmppstate.certificate.time_left", "s", "How long an installed certificate is still valid; negative once it has ended.");

    /// <summary>Opens a span below the one that is open; disposing ends it. Null while nobody listens.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);

    /// <summary>Opens the span of a whole command.</summary>
    /// <param name="parent">The default: it is the root of a trace of its own.</param>
    public static Activity? BeginCommand(string name, ActivityContext parent) => Source.StartActivity(name, ActivityKind.Internal, parent);

    /// <summary>Whether anybody wants to know how many items there are.</summary>
    public static bool CountsItems => Items.Enabled;

    /// <summary>Tells how many items of a class there are.</summary>
    /// <param name="deployment">The name in the files.</param>
    /// <param name="class">A word such as <c>create</c> or <c>unlisted</c>.</param>
    public static void Count(string deployment, string @class, long number) => Items.Record(number, new TagList { { SpanKeys.Deployment, deployment }, { SpanKeys.Class, @class } });

    /// <summary>Tells how long the certificates are valid that members have installed.</summary>
    internal static void Certificates(string deployment, IEnumerable<Resource> seen, DateTimeOffset now)
    {
        if (!TimeLeft.Enabled) return;
        foreach (var certificate in seen.Where(resource => resource.Id.Kind == Certificate.Kind))
        {
            if (!certificate.TryGet(Certificate.Current, out var members)) continue;
            foreach (var (member, installed) in members)
            {
                // What a back end does not report never ends, and is not told.
                if (InstalledCertificate.Of(installed) is not { NotAfter: var end } || end == DateTimeOffset.MaxValue) continue;
                TimeLeft.Record((end - now).TotalSeconds, new TagList { { SpanKeys.Deployment, deployment }, { SpanKeys.Resource, certificate.Id.ToString() }, { SpanKeys.Member, member } });
            }
        }
    }

    /// <param name="outcome">Null: it was skipped.</param>
    internal static void Ended(Step step, StepResult? outcome)
    {
        if (!Steps.Enabled) return;
        Steps.Add(1, new TagList { { SpanKeys.Operation, SpanKeys.WordOf(step.Operation) }, { SpanKeys.Kind, step.Resource.Kind.Name }, { SpanKeys.Provider, step.Provider }, { SpanKeys.Outcome, SpanKeys.WordOf(outcome) } });
    }

    internal static void Called(TimeSpan took, in TagList tags)
    {
        if (CallDuration.Enabled) CallDuration.Record(took.TotalSeconds, tags);
    }
}
