using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance;

/// <summary>Samples that every back end with these kinds should take.</summary>
public static class ConformanceSamples
{
    public static Resource Of(Kind kind, int number) => kind.Name switch
    {
        "partner" => new Resource(new ResourceId(kind, $"partner{number}.example"))
            .With(Partner.Type, PartnerType.Federated)
            .With(Partner.AdditionalDomains, [$"b{number}.example", $"a{number}.example"])
            .With(Partner.Negotiation, Negotiation.OnCreate).With(Partner.ConnectionLimit, 20),
        "access-policy" => new Resource(new ResourceId(kind, $"tag:Sales {number}"))
            .With(AccessPolicy.EnableFederationAccess, true).With(AccessPolicy.EnableXmppAccess, true).With(AccessPolicy.Description, "Sales: \"all\" of them"),
        "srv-record" => new Resource(new ResourceId(kind, $"_xmpp-server._tcp.d{number}.example"))
            .With(SrvRecord.Ttl, TimeSpan.FromHours(1)).With(SrvRecord.Targets, [new SrvTarget(0, 0, 5269, "access.example")]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no sample of this kind: it is not created."),
    };

    /// <summary>Another value for one attribute; mutating twice gives a third.</summary>
    public static Resource Mutate(Resource sample) => sample.Id.Kind.Name switch
    {
        "partner" => sample.With(Partner.ConnectionLimit, sample.Get(Partner.ConnectionLimit) + 5),
        "access-policy" => sample.With(AccessPolicy.Description, sample.Get(AccessPolicy.Description) + "!"),
        "srv-record" => sample.With(SrvRecord.Targets, [new SrvTarget(sample.Get(SrvRecord.Targets)[0].Priority + 10, 5, 5269, "access.example")]),
        _ => throw new ArgumentOutOfRangeException(nameof(sample), sample.Id.Kind, "There is no sample of this kind."),
    };

    public static (Field Field, Value Value)? Clearable(Kind kind) => kind.Name switch
    {
        "partner" => (Partner.Description, new Value.Text("to be emptied")),
        "access-policy" => (AccessPolicy.Description, new Value.Text("to be emptied")),
        _ => null,
    };
}
