using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Conformance;

/// <summary>Steps as the planner would write them.</summary>
internal static class Steps
{
    public static Step Create(Resource after) => new(1, "subject", after.Id, null, Operation.Create, null, after);

    public static Step Update(ObservedResource before, Resource after) => new(1, "subject", after.Id, null, Operation.Update, before, after);

    public static Step Delete(ObservedResource before) => new(1, "subject", before.Resource.Id, null, Operation.Delete, before, null);
}
