using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Keep-alives must come before the stream is dropped for silence.</summary>
internal sealed class StreamTimeoutRule : IRule
{
    private static readonly DiagnosticDescriptor TooShort = new("XDS2203", Severity.Warning, "Streams are dropped before a keep-alive is due",
        "A partner may stay silent for keepAliveInterval, but the gateway drops a stream that was idle for streamInactivityTimeout. If the second is not longer than the first, "
        + "idle streams are dropped and built up again all day, and presence flaps. Make streamInactivityTimeout longer; Lync's own values are 5m and 10m. "
        + "An attribute left out counts as it is on the live system.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [TooShort];

    public bool HoldsForEffectiveState => true;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var settings in desired.Present(GatewaySettings.Kind))
        {
            if (!settings.Resource.TryGet(GatewaySettings.KeepAliveInterval, out var interval)
                || !settings.Resource.TryGet(GatewaySettings.StreamInactivityTimeout, out var timeout)
                || timeout > interval) continue;

            var field = settings.Spans[GatewaySettings.StreamInactivityTimeout.Name] is not null ? GatewaySettings.StreamInactivityTimeout : GatewaySettings.KeepAliveInterval;
            yield return settings.Finding(TooShort, field,
                $"streamInactivityTimeout ({Duration.Format(timeout)}) is not longer than keepAliveInterval ({Duration.Format(interval)}), so idle streams are dropped before a keep-alive is due.",
                $"Set streamInactivityTimeout to more than {Duration.Format(interval)}, for instance {Duration.Format(interval + TimeSpan.FromMinutes(5))}.");
        }
    }
}
