using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What will be in effect: declared values over observed ones. Rules that relate two values run on it a second time.</summary>
internal static class EffectiveState
{
    public static DesiredState Of(DesiredState desired, ObservedState observed) => desired with
    {
        Resources = [.. desired.Resources.Select(declared => !declared.Absent && observed.Find(declared.Address) is { } seen
            ? declared with { Resource = declared.Resource with { Attributes = seen.Resource.Attributes.SetItems(declared.Resource.Attributes) } }
            : declared)],
    };
}
