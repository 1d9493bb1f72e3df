using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Plans built by hand, for renderers.</summary>
internal static class Plans
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly DiagnosticDescriptor Guard = new("XDS4101", Severity.Error, "Too many deletes", "Said so.");

    public static readonly DiagnosticDescriptor Down = new("XDS3001", Severity.Error, "Not reachable", "Said so.");

    public static readonly Plan Nothing = new() { Name = "contoso", ConfigDigest = new string('0', 64), Timestamp = Now };

    public static readonly Plan Rich = Nothing with
    {
        Changes =
        [
            new Change
            {
                Address = At(Partner.Kind, "old.example"), Action = ChangeAction.Delete, Reason = "delete_because_removed_from_file", Risks = [Risk.Deletes],
                Before = new Resource(At(Partner.Kind, "old.example").Id).With(Partner.Type, PartnerType.Federated),
                Attributes = [new AttributeChange(Partner.Type, new Value.Text("Federated"), null)],
            },
            new Change
            {
                Address = At(Partner.Kind, "fabrikam.com"), Action = ChangeAction.Update, Reason = "update_because_different", Risks = [Risk.WeakensNegotiation],
                Attributes =
                [
                    new AttributeChange(Partner.AdditionalDomains, List("a.example", "b.example"), List("b.example", "it.fabrikam.com")),
                    new AttributeChange(Partner.Negotiation, Preset(0), Preset(1), "methods: SASL over TLS, TLS dialback"),
                ],
                Notes = ["connectionLimit is no longer declared, stays 40"],
            },
            new Change
            {
                Address = At(Partner.Kind, "new.example"), Action = ChangeAction.Create, Reason = "create_because_missing",
                Attributes = [new AttributeChange(Partner.Type, null, new Value.Text("PublicUnverified")), new AttributeChange(Partner.Description, null, new Value.Text("\u001b[31m| `x` <b> @team"))],
            },
            new Change
            {
                Address = At(Partner.Kind, "kept.example"), Action = ChangeAction.Delete, Reason = "delete_because_removed_from_file", Risks = [Risk.Deletes],
                Attributes = [new AttributeChange(Partner.Type, new Value.Text("Federated"), null)],
                Blocked = Guard.At(null, "4 of 12 partners would be deleted.", "If that is meant, give --max-deletes 4."),
            },
            new Change
            {
                Address = At(Service.Kind, "edge"), Action = ChangeAction.Restart, Reason = "restart_because_certificate_changed", Risks = [Risk.Restarts],
                Waiting = new Waiting("window nights, opens Thu 2026-11-26 22:00 CET", null),
            },
        ],
        Unlisted = [new UnlistedResource(At(Partner.Kind, "legacy.example"), new Resource(At(Partner.Kind, "legacy.example").Id)),
            new UnlistedResource(At(Partner.Kind, "known.example"), new Resource(At(Partner.Kind, "known.example").Id), "owned by Berlin", new DateOnly(2027, 3, 31))],
        Unreadable = [new UnreadableKind("dns", SrvRecord.Kind, Down.At(null, "The server does not answer.", "Check the address."))],
    };

    public static Address At(Kind kind, string name, string provider = "lync") => new(new ResourceId(kind, name), provider);

    public static RunReport Done(Plan plan) => new()
    {
        RunId = "run-1",
        Plan = plan,
        Unreadable = plan.Unreadable,
        Changes = [.. plan.Changes.Select(change => new ChangeReport(change,
            change.IsBlocked ? ChangeStatus.Blocked : change.Waiting is null ? ChangeStatus.Done : ChangeStatus.Waiting, change.Blocked))],
    };

    private static Value List(params string[] items) => new Value.List([.. items.Select(item => new Value.Text(item))]);

    private static Value Preset(int index) => Partner.Negotiation.Type.Write(Negotiation.Presets[index].Negotiation);
}
