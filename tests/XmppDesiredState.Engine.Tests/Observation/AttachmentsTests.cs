using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Observation;

/// <summary>What is presented is what partners see, but for a member that its holder knows to be half-way down.</summary>
public sealed class AttachmentsTests
{
    private static readonly SourceSpan Where = new("desired.yaml", 1, 1, 1, 2);
    private static readonly ResourceId Edge = new(Service.Kind, "edge");
    private static readonly Diagnostic Silent = ObservationDiagnostics.TimedOut.At(null, "No answer.", "Wait.");

    [Fact]
    public void A_member_in_the_middle_of_a_restart_is_so_whatever_it_presents() =>
        Assert.Equal(Map(("edge1", Service.Interrupted), ("edge2", "NEW")), Loaded(Complete(Map(("edge1", Service.Interrupted)), Map(("edge1", "NEW"), ("edge2", "NEW")))));

    [Fact]
    public void A_member_in_the_middle_of_a_restart_is_known_though_it_does_not_answer()
    {
        var seen = Complete(Map(("edge1", Service.Interrupted)), Map(("edge2", "NEW")), "edge1");

        Assert.Equal(Map(("edge1", Service.Interrupted), ("edge2", "NEW")), Loaded(seen));
        Assert.Empty(seen.Seen!.Unknown);
    }

    [Fact]
    public void Any_other_word_of_the_holder_gives_way_to_what_is_presented()
    {
        var seen = Complete(Map(("edge1", "OLD"), ("edge2", "OLD")), Map(("edge2", "NEW")), "edge1");

        Assert.Equal(Map(("edge2", "NEW")), Loaded(seen));
        Assert.Equal("edge1", Assert.Single(seen.Seen!.Unknown).Member);
    }

    private static KindObservation Complete(ImmutableSortedDictionary<string, string> held, ImmutableSortedDictionary<string, string> presented, params string[] silent)
    {
        var service = new Resource(Edge).With(Service.Members, ["edge1", "edge2"])
            .With(Service.Health.Name, new Value.Map(Value.Map.NoItems.Add(Service.HealthProvider.Name, new Value.Text("wire")).Add(Service.HealthDomain.Name, new Value.Text("contoso.com"))));
        var desired = new DesiredState { Resources = [new Declared(service, "lync", Where)] };
        var holder = new KindObservation("lync", Service.Kind, Seen(held, []), null);
        return Attachments.Complete(desired, new ObservedState([holder]), [new KindObservation("wire", Service.Kind, Seen(presented, silent), null)]).Of("lync", Service.Kind)!;
    }

    private static Providers.Observation Seen(ImmutableSortedDictionary<string, string> loaded, string[] silent) =>
        new([new ObservedResource(new Resource(Edge).With(Service.Loaded, loaded), "")], SawUnlisted: false, "there", []) { Unknown = [.. silent.Select(member => new UnknownMember(Edge, member, Silent))] };

    private static ImmutableSortedDictionary<string, string> Loaded(KindObservation seen) => Assert.Single(seen.Seen!.Resources).Resource.Get(Service.Loaded)!;

    private static ImmutableSortedDictionary<string, string> Map(params (string Member, string Loaded)[] members) =>
        members.ToImmutableSortedDictionary(member => member.Member, member => member.Loaded, StringComparer.Ordinal);
}
