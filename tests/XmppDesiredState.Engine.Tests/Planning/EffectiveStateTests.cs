using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;
using KindObservation = XmppDesiredState.Engine.Observation.KindObservation;

namespace XmppDesiredState.Engine.Tests.Planning;

public sealed class EffectiveStateTests
{
    private static readonly Resource Wanted = new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, true);
    private static readonly Resource Live = new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, false).With(AccessPolicy.EnableFederationAccess, true);

    [Fact]
    public void Of_NothingSeen_IsTheDeclaredStateItself()
    {
        var desired = Desired(absent: false);

        Assert.Same(desired, EffectiveState.Of(desired, new ObservedState([])));
    }

    [Fact]
    public void Of_OneThatShallNotBe_IsTheDeclaredStateItself()
    {
        var desired = Desired(absent: true);

        Assert.Same(desired, EffectiveState.Of(desired, Seen()));
    }

    [Fact]
    public void Of_Seen_IsDeclaredOverLive()
    {
        var effective = Assert.Single(EffectiveState.Of(Desired(absent: false), Seen()).Resources).Resource;

        Assert.Equal(Live.With(AccessPolicy.EnableXmppAccess, true), effective);
    }

    private static DesiredState Desired(bool absent) => new() { Resources = [new Declared(Wanted, "lync", Where) { Absent = absent }] };

    private static ObservedState Seen() => new([new KindObservation("lync", AccessPolicy.Kind, new Providers.Observation([new ObservedResource(Live, "v1")], SawUnlisted: true, "lync", []), null)]);
}
