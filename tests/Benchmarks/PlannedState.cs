using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using KindObservation = XmppDesiredState.Engine.Observation.KindObservation;

namespace XmppDesiredState.Benchmarks;

/// <summary>What the planner is given when some of the declared resources are not live yet and all others are.</summary>
internal static class PlannedState
{
    private static readonly ImmutableArray<Operation> Operations = [Operation.Create, Operation.Update, Operation.Delete];

    /// <param name="missing">How many resources of each kind are not live.</param>
    public static PlanInput Of(DesiredState desired, int missing) => new(
        desired, new ObservedState([.. desired.Sections.Select(section => Seen(desired, section, missing))]), LastApplied.None, DateTimeOffset.UnixEpoch, PlanOptions.None,
        (_, kind) => new Capability(kind, Operations, kind.Fields), [], []);

    private static KindObservation Seen(DesiredState desired, Section section, int missing)
    {
        var live = desired.OfKind(section.Kind).Skip(missing).Select(declared => new ObservedResource(declared.Resource, "1"));
        return new KindObservation(section.Providers[0], section.Kind, new Providers.Observation([.. live], SawUnlisted: true, "benchmark", []), null);
    }
}
