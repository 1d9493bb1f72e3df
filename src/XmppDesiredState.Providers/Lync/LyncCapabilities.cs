using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What the provider does with each kind, and Lync Server 2013's documented defaults.</summary>
internal static class LyncCapabilities
{
    public static ImmutableArray<Capability> All { get; } =
    [
        Of(AccessPolicy.Kind, Operation.Create, Operation.Update, Operation.Delete, Operation.Settle),
        Of(EdgeAccess.Kind, Operation.Update, Operation.Settle),
        Of(GatewaySettings.Kind, Operation.Update, Operation.Settle),
        Of(Service.Kind, Operation.Restart),
        Of(Certificate.Kind, LyncCertificates.Operations),
        Of(Partner.Kind, Operation.Create, Operation.Update, Operation.Delete, Operation.Settle),
    ];

    public static bool Has(Kind kind) => All.Any(capability => capability.Kind == kind);

    /// <summary>Whether the step can be executed at all: what exists on every live system is neither created nor deleted.</summary>
    public static bool Can(Step step) => All.FirstOrDefault(capability => capability.Kind == step.Resource.Kind)?.Operations.Contains(step.Operation) == true
        && (step.Operation is not (Operation.Create or Operation.Delete) || !step.Resource.Kind.IsFixed(step.Resource.Name));

    private static Capability Of(Kind kind, params ImmutableArray<Operation> operations) => new(kind, operations, kind.Fields, LyncDefaults.Of(kind));
}
