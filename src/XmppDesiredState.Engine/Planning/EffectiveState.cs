using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What will be in effect: declared values over observed ones. Rules that relate two values run on it a second time.</summary>
internal static class EffectiveState
{
    /// <summary>The declared state itself where nothing of it was seen.</summary>
    public static DesiredState Of(DesiredState desired, ObservedState observed)
    {
        var resources = desired.Resources.ToBuilder();
        var isAnySeen = false;
        for (var index = 0; index < resources.Count; index++)
        {
            var declared = resources[index];
            if (declared.Absent || observed.Find(declared.Address) is not { } seen) continue;
            resources[index] = declared with { Resource = declared.Resource with { Attributes = seen.Resource.Attributes.SetItems(declared.Resource.Attributes) } };
            isAnySeen = true;
        }

        return isAnySeen ? desired with { Resources = resources.DrainToImmutable() } : desired;
    }
}
