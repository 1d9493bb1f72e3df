using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Drift built by hand, for renderers.</summary>
internal static class Drifts
{
    public const string Hostile = "\u001b[31m| `x` <b> @team";

    public static readonly SourceSpan Where = new("desired.yaml", 9, 7, 12, 1);

    public static readonly DriftReport Nothing = new() { Plan = Plans.Nothing, IsRecorded = true };

    public static readonly DriftReport Rich = Nothing with
    {
        Plan = Plans.Rich with { Unreadable = [] },
        Items =
        [
            Item(DriftClass.Drift, DriftReasons.Deleted, Plans.Rich.Changes[2], new DriftAttribute(Partner.Type, new Value.Text("PublicUnverified"), null, new Value.Text("PublicUnverified"))),
            Item(DriftClass.Drift, DriftReasons.Changed, Plans.Rich.Changes[1],
                new DriftAttribute(Partner.Description, new Value.Text("as applied"), new Value.Text(Hostile), new Value.Text("as the file says")),
                new DriftAttribute(Partner.AdditionalDomains, Texts("a.example"), Texts("a.example", "evil.example"), Texts("a.example"))) with { Risks = [Risk.WeakensNegotiation] },
            Item(DriftClass.Overdue, DriftReasons.AskedTooLate, At(Certificate.Kind, "edge", ChangeAction.Renew) with { Waiting = new Waiting("ca: requested 2026-11-20", null), Notes = ["ends 2026-11-30, in 7 days"] }) with { Due = Plans.Now.AddDays(-1) },
            new DriftItem { Class = DriftClass.Unlisted, Address = Plans.At(Partner.Kind, "legacy.example"), Reason = DriftReasons.NeverDeclared, Live = new Resource(Plans.At(Partner.Kind, "legacy.example").Id).With(Partner.Type, PartnerType.Federated),
                Attributes = [new DriftAttribute(Partner.Type, null, new Value.Text("Federated"), null)] },
            Item(DriftClass.Expiring, DriftReasons.Due, At(Certificate.Kind, "web", ChangeAction.Renew)),
            Item(DriftClass.Waiting, DriftReasons.Waits, Plans.Rich.Changes[4]),
            Item(DriftClass.Pending, DriftReasons.Removed, Plans.Rich.Changes[3], new DriftAttribute(Partner.Type, null, new Value.Text("Federated"), null)),
            Item(DriftClass.Pending, DriftReasons.FileChanged, Plans.Rich.Changes[1], new DriftAttribute(Partner.KeepAlive, new Value.Flag(false), new Value.Flag(false), new Value.Flag(true))),
            Item(DriftClass.Acknowledged, DriftReasons.Muted, Plans.Rich.Changes[1], new DriftAttribute(Partner.ConnectionLimit, new Value.Number(1), new Value.Number(2), new Value.Number(1), Helpdesk)) with { Mute = Helpdesk },
            new DriftItem { Class = DriftClass.Acknowledged, Address = Plans.At(Partner.Kind, "known.example"), Reason = DriftReasons.Acknowledged, Mute = new DriftMute("owned by Berlin", new DateOnly(2027, 3, 31), null) },
        ],
        Diagnostics = [DriftDiagnostics.IgnoresNothing.At(new SourceSpan("desired.yaml", 80, 7, 80, 40), "The drift.ignore entry for partner/gone.* matches nothing declared, live or recorded.", "Check the spelling, or remove the entry.")],
    };

    public static DriftResult Result(DriftReport report) => new(report, null);

    public static DriftItem Item(DriftClass of, string reason, Change change, params ImmutableArray<DriftAttribute> attributes) =>
        new() { Class = of, Address = change.Address, Reason = reason, Change = change, Live = change.Before, Where = Where, Attributes = attributes, Notes = change.Notes };

    private static DriftMute Helpdesk => new("edited by helpdesk", new DateOnly(2027, 1, 31), new SourceSpan("desired.yaml", 79, 7, 79, 40));

    private static Change At(Kind kind, string name, ChangeAction action) => new() { Address = Plans.At(kind, name), Action = action, Reason = "renew_because_due" };

    private static Value.List Texts(params string[] items) => new([.. items.Select(item => new Value.Text(item))]);
}
