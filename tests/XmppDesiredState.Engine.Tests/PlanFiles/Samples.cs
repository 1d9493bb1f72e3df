using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>A small plan: one partner's negotiation is strengthened and its keep-alives end.</summary>
internal static class Samples
{
    public static readonly Resource Before = new Resource(new ResourceId(Partner.Kind, "fabrikam.com"))
        .With(Partner.Negotiation, new Negotiation(NegotiationLevel.Required, NegotiationLevel.Optional, true)).With(Partner.KeepAlive, true);

    public static readonly Resource After = Before
        .With(Partner.Negotiation, new Negotiation(NegotiationLevel.Required, NegotiationLevel.Required, false)).With(Partner.KeepAlive, false);

    public static readonly Change Update = Of(ChangeAction.Update, Before, After);

    public static readonly Plan Plan = new()
    {
        Name = "contoso",
        ConfigDigest = new string('a', 64),
        Timestamp = new DateTimeOffset(2026, 11, 23, 13, 15, 0, TimeSpan.Zero),
        Targets = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("lync", "cms.contoso.local"),
        Changes = [Update],
        Steps = [new PlannedStep(new Step(1, "lync", Before.Id, null, Operation.Update, new ObservedResource(Before, "etag"), After), 5, [], Update.Address)],
    };

    public static Change Of(ChangeAction action, Resource? before, Resource? after) => new()
    {
        Address = new Address((before ?? after)!.Id, "lync"),
        Action = action,
        Before = before,
        After = after,
        Reason = "update_because_differs",
        Attributes = [.. (before ?? after)!.Id.Kind.Fields.Where(field => !Equals(before?[field], after?[field])).Select(field => new AttributeChange(field, before?[field], after?[field]))],
        Steps = [1],
    };

    public static string Json(Plan plan)
    {
        var bytes = new ArrayBufferWriter<byte>();
        PlanJson.Write(plan, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
