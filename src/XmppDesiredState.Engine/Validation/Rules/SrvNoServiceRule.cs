using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>The target <c>.</c> stands alone.</summary>
internal sealed class SrvNoServiceRule : IRule
{
    private static readonly DiagnosticDescriptor Contradiction = new("XDS2403", Severity.Error, "An SRV record set both offers and denies the service",
        "The target . says that the service is decidedly not available at the domain (RFC 2782). Beside other targets it contradicts them, and servers differ in what they make of it: "
        + "some give up, some try the others. Remove . to offer the service, or the others to deny it.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Contradiction];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from record in desired.Present(SrvRecord.Kind)
        where record.Resource[SrvRecord.Targets] is Value.List { Items.Length: > 1 }
        where record.Resource.TryGet(SrvRecord.Targets, out var targets) && targets.Any(target => target.Target == ".") && targets.Any(target => target.Target != ".")
        select record.Finding(Contradiction, SrvRecord.Targets, $"{record.Resource.Id.Name} has the target . beside others.",
            "Remove the target . to offer the service, or all others to deny it.");
}
