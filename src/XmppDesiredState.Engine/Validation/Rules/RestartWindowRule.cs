using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Restarts wait for a time when nobody is in a meeting.</summary>
internal sealed class RestartWindowRule : IRule
{
    private static readonly DiagnosticDescriptor AnyTime = new("XDS2501", Severity.Warning, "A service may restart at any time",
        "A new certificate restarts the service, and a restart of the Edge ends external calls and meetings: Lync has no seamless change for these usages. Without a window it happens as soon as "
        + "somebody applies. Declare maintenance and name a window, or set restart: manual to have a person do it. "
        + "Source: Microsoft, \"Staging AV and OAuth certificates using -Roll in Set-CsCertificate\" (Lync Server 2013).")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [AnyTime];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var restarted = desired.Present(Certificate.Kind)
            .SelectMany(certificate => certificate.Resource.TryGet(Certificate.Restart, out var services) ? services : [])
            .ToHashSet(StringComparer.Ordinal);
        return
            from service in desired.Present(Service.Kind)
            where restarted.Contains(service.Resource.Id.Name)
            where !service.Resource.TryGet(Service.Restart, out var mode) || mode != RestartMode.Manual
            where !service.Resource.TryGet(Service.Window, out _)
            select service.Finding(AnyTime, $"{service.Resource.Id} may restart at any time, which ends external calls and meetings.",
                "Add window, naming an entry of maintenance, or restart: manual.");
    }
}
