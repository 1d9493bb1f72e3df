using System.Collections.Immutable;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Tests.Pages;

/// <summary>Reports as the commands make them, with everything in them that a page shows.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 14, 5, TimeSpan.Zero);

    public static readonly DiagnosticDescriptor Down = new("XDS3001", Severity.Error, "Not reachable", "Said so.");

    public static readonly DiagnosticDescriptor Weak = new("XDS2107", Severity.Warning, "Weak", "Said so.");

    public static readonly DiagnosticDescriptor Accepted = new("XDS2110", Severity.Note, "Accepted", "Said so.");


    /// <summary>One of each kind of page.</summary>
    public static IReadOnlyDictionary<string, Report> All => new Dictionary<string, Report> { ["plan"] = Plan, ["no-changes"] = NoChanges, ["drift"] = Drift, ["verify"] = Verify };

    /// <summary>Everything at once: risks, a guard, a window, a renewal with its restarts, and what could not be read.</summary>
    public static Report Plan => new()
    {
        Command = ReportCommand.Plan,
        Deployment = "contoso-prod",
        At = Now,
        ExitCode = 1,
        Closing = "Plan: 1 to add, 3 to change, 2 to destroy. Also: 1 restart, 1 waiting, 1 blocked. Unlisted: 1 partner. Unreadable: 1 kind.",
        IsComplete = false,
        Counts = PlanCounts(PlanItems),
        Items = PlanItems,
        Commit = "4f1c8e0a9d7b35c26e81f0a4d2b97c5e3a6018fd",
        Diagnostics =
        [
            Down.At(null, "dns1.contoso.local:53 did not answer within 30 s.", "Check that the address is right and that this machine may send to port 53."),
            Weak.At(new SourceSpan("partners/fabrikam.yaml", 14, 18, 14, 40), "fabrikam.com may authenticate by dialback, which proves a name by DNS only.", "Ask them for a certificate that stands for their domain, then use sasl-over-tls.") with { Related = new SourceSpan("base/defaults.yaml", 3, 1, 3, 20) },
            Accepted.At(new SourceSpan("partners/old.yaml", 2, 3, 2, 9), "The rule was accepted until 2027-01-31: they move in January.", ""),
        ],
        Steps =
        [
            Step(4, 2, "request on edge1.contoso.local", "certificate/edge-external"), Step(5, 2, "issue by ca", "certificate/edge-external", 4), Step(6, 2, "accept on edge1.contoso.local", "certificate/edge-external", 5),
            Step(7, 2, "install on edge1.contoso.local", "certificate/edge-external", 6), Step(8, 2, "install on edge2.contoso.local", "certificate/edge-external", 6),
            Step(9, 3, "reload on edge1.contoso.local", "service/edge", 7, 8), Step(10, 3, "probe edge1.contoso.local", "service/edge", 9), Step(11, 3, "reload on edge2.contoso.local", "service/edge", 10, 8), Step(12, 3, "probe edge2.contoso.local", "service/edge", 11),
            Way(13, 3, "restart on edge1.contoso.local", "service/edge", 9), Way(14, 3, "probe edge1.contoso.local", "service/edge", 13), Way(15, 3, "restart on edge2.contoso.local", "service/edge", 11), Way(16, 3, "probe edge2.contoso.local", "service/edge", 15),
            Step(3, 5, "update", "partner/fabrikam.com", 12), Step(17, 5, "create", "partner/new.example", 12), Step(1, 6, "delete", "partner/chat.wingtiptoys.com"), Step(2, 6, "delete", "partner/kept.example"),
        ],
        Certificates =
        [
            new ReportCertificate("certificate/old-access", Now.AddDays(-400), Now.AddDays(-3), Now.AddDays(-33)),
            new ReportCertificate("certificate/edge-external", Now.AddDays(-339), Now.AddDays(26), Now.AddDays(-4)),
            new ReportCertificate("certificate/chat", Now.AddDays(-20), Now.AddDays(70), Now.AddDays(40)),
            new ReportCertificate("certificate/lab-root", new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero), null),
            new ReportCertificate("certificate/new-access", null, null, null),
        ],
    };

    /// <summary>A second run on the same day.</summary>
    public static Report NoChanges => new()
    {
        Command = ReportCommand.Plan,
        Deployment = "contoso-prod",
        At = Now,
        ExitCode = 0,
        Closing = "No changes. The live systems match the files.",
        IsComplete = true,
        Counts = PlanCounts([]),
        Items = [],
        Commit = "4f1c8e0a9d7b35c26e81f0a4d2b97c5e3a6018fd",
        Certificates = [new ReportCertificate("certificate/edge-external", Now.AddDays(-20), Now.AddDays(345), Now.AddDays(315))],
    };

    public static Report Drift => new()
    {
        Command = ReportCommand.Drift,
        Deployment = "contoso-prod",
        At = Now,
        ExitCode = 2,
        Closing = "Drift: 2 drifted, 1 pending, 1 unlisted, 1 expiring.",
        IsComplete = true,
        Counts = [new("drift", "drifted", 2), new("pending", "pending", 1), new("unlisted", "unlisted", 1), new("expiring", "expiring", 1), new("waiting", "waiting", 0), new("overdue", "overdue", 0), new("acknowledged", "acknowledged", 1)],
        Items =
        [
            Drifted("partner/fabrikam.com", ReportLevel.Error, null, new ChangeRow('~', "negotiation", "sasl-over-tls → sasl-or-tls-dialback", "methods: SASL over TLS, TLS dialback")),
            Drifted("gateway-settings/global", ReportLevel.Note, "muted until 2027-01-31", new ChangeRow('~', "keepAliveInterval", "60 → 120", null)),
            new ReportItem { Class = "pending", Address = "partner/new.example", Title = "merged and not applied", Level = ReportLevel.Warning, Fix = "Apply the files.", Rows = [new ChangeRow('+', "type", "Federated", null)] },
            new ReportItem
            {
                Class = "unlisted", Address = "partner/hand.example", Title = "live, not in the files", Level = ReportLevel.Warning,
                WaysOut = [new ReportWayOut("Accept it: add to the list of partners", "- domain: hand.example\n  type: Federated\n  negotiation: sasl-over-tls\n"), new ReportWayOut("Know of it and leave it alone", "acknowledged:\n  - address: partner/hand.example\n    reason: \n")],
            },
            new ReportItem { Class = "expiring", Address = "certificate/edge-external", Title = "ends in 26 days, and renewal has not begun", Level = ReportLevel.Warning, Fix = "Apply, or ask the CA." },
            new ReportItem { Class = "acknowledged", Address = "partner/known.example", Title = "acknowledged: owned by Berlin, until 2027-03-31", Level = ReportLevel.None },
        ],
        Certificates = [new ReportCertificate("certificate/edge-external", Now.AddDays(-339), Now.AddDays(26), Now.AddDays(-4))],
    };

    public static Report Verify => new()
    {
        Command = ReportCommand.Verify,
        Deployment = "contoso-prod",
        At = Now,
        ExitCode = 2,
        Closing = "Verified 4 domains: 2 work, 1 cannot work, 1 cannot tell.",
        IsComplete = true,
        Counts = [new("cannot_work", "cannot work", 1), new("cannot_tell", "cannot tell", 1), new("works", "work", 2)],
        Items =
        [
            new ReportItem
            {
                Class = "cannot_work", Address = "fabrikam.com", Title = "cannot work because its certificate ended on 2026-11-20", Level = ReportLevel.Error, Code = "XDS6121", State = "fails since 2026-11-20 14:02Z",
                Notes = ["To them: cannot work because its certificate ended on 2026-11-20.", "From them: cannot tell because nothing that was seen decides it.", "fails since 2026-11-20 14:02Z, seen 3 times, worked last at 2026-11-20 13:00Z"], Fix = "Theirs: renew the certificate of xmpp1.fabrikam.com.",
            },
            new ReportItem
            {
                Class = "cannot_tell", Address = "chat.wingtiptoys.com", Title = "cannot tell because port 5269 is closed from here", Level = ReportLevel.Warning, Code = "XDS6109",
                Notes = ["To them: cannot tell because port 5269 is closed from here."], Fix = "Between us: look from the gateway, which may get through.",
            },
            new ReportItem { Class = "works", Address = "contoso.com", Title = "works with SASL over TLS", Level = ReportLevel.None, Notes = ["To us: works with SASL over TLS.", "_xmpp-server._tcp.contoso.com: 5 0 5269 access.contoso.com (203.0.113.10)"] },
            new ReportItem { Class = "works", Address = "tailspintoys.com", Title = "works with TLS dialback", Level = ReportLevel.None, Notes = ["To them: works with TLS dialback.", "From them: works with TLS dialback."] },
        ],
        Certificates =
        [
            new ReportCertificate("fabrikam.com", Now.AddDays(-97), Now.AddDays(-7), null), new ReportCertificate("tailspintoys.com", Now.AddDays(-60), Now.AddDays(30), null),
            new ReportCertificate("contoso.com", Now.AddDays(-339), Now.AddDays(26), Now.AddDays(-4)),
        ],
    };

    /// <summary>As many updates; every tenth of them weakens something.</summary>
    public static Report Large(int number)
    {
        ImmutableArray<ReportItem> items =
        [
            .. Enumerable.Range(0, number).Select(i => new ReportItem
            {
                Class = i % 2 == 0 ? "update" : "create", Address = $"partner/p{i:d5}.example", Title = i % 2 == 0 ? "update" : "create", Level = i < number / 10 ? ReportLevel.Warning : ReportLevel.Note,
                Risks = i < number / 10 ? ["weakens negotiation"] : [], Where = new SourceSpan("partners.yaml", i + 1, 3, i + 1, 40), Steps = [i],
                Rows = [new ChangeRow('~', "negotiation", "sasl-over-tls → sasl-or-tls-dialback", "methods: SASL over TLS, TLS dialback"), new ChangeRow('+', "additionalDomains", $"it.p{i:d5}.example", null)],
            }),
        ];
        return NoChanges with
        {
            Closing = $"Plan: {number / 2} to add, {number - number / 2} to change, 0 to destroy.",
            Counts = PlanCounts(items),
            Items = items,
            Steps = [.. Enumerable.Range(0, number).Select(i => Step(i, 5, items[i].Title, items[i].Address))],
        };
    }

    public static ReportStep Step(int id, int phase, string text, string address, params int[] requires) => new(id, phase, text, address, [.. requires], IsWayOut: false);

    public static ReportStep Way(int id, int phase, string text, string address, params int[] requires) => new(id, phase, text, address, [.. requires], IsWayOut: true);

    private static ImmutableArray<ReportItem> PlanItems =>
    [
        new ReportItem
        {
            Class = "unreadable", Address = "srv-record@dns", Title = "could not be read", Level = ReportLevel.Error, Code = "XDS3001",
            Notes = ["The server dns1.contoso.local:53 did not answer within 30 s. Nothing is planned for it."], Fix = "Check that the address is right and that this machine may send to port 53.",
        },
        new ReportItem
        {
            Class = "blocked", Address = "partner/kept.example", Title = "delete: removed from file", Level = ReportLevel.Warning, Code = "XDS4101", Risks = ["deletes"], State = "blocked",
            Notes = ["Blocked: 4 of 12 partners would be deleted."], Fix = "If that is meant, give --max-deletes 4.", Rows = [new ChangeRow('-', "type", "Federated", null)], Steps = [2],
        },
        new ReportItem
        {
            Class = "delete", Address = "partner/chat.wingtiptoys.com", Title = "delete: removed from file", Level = ReportLevel.Warning, Risks = ["deletes"], Steps = [1],
            Rows = [new ChangeRow('-', "type", "PublicVerified", null), new ChangeRow('-', "negotiation", "sasl-or-tls-dialback", null), new ChangeRow('-', "keepAlive", "true", null)],
        },
        new ReportItem
        {
            Class = "update", Address = "partner/fabrikam.com", Title = "update", Level = ReportLevel.Warning, Risks = ["weakens negotiation", "raises trust"], Where = new SourceSpan("partners/fabrikam.yaml", 12, 5, 18, 1), Steps = [3],
            Rows =
            [
                new ChangeRow('~', "negotiation", "sasl-over-tls → sasl-or-tls-dialback", "methods: SASL over TLS, TLS dialback"),
                new ChangeRow('-', "additionalDomains", "a.fabrikam.example", null), new ChangeRow('+', "additionalDomains", "it.fabrikam.com", null),
                new ChangeRow('~', "description", "Tickets → Berlin → Tickets → Vienna", null),
            ],
            Notes = ["connectionLimit is no longer declared, stays 40"],
            WaysOut = [new ReportWayOut("Accept the live state in the file", "- domain: fabrikam.com\n  negotiation: sasl-over-tls\n  additionalDomains:\n    - a.fabrikam.example\n"), new ReportWayOut("Put it back", "xmppstate apply --only partner/fabrikam.com --reason 'the contract of 2025 with fabrikam.com still holds'")],
        },
        new ReportItem
        {
            Class = "renew", Address = "certificate/edge-external", Title = "renew: names missing", Level = ReportLevel.Note, Where = new SourceSpan("certificates.yaml", 4, 3, 20, 1), Steps = [4, 5, 6, 7, 8],
            Rows = [new ChangeRow('+', "covers", "chat.contoso.example", null)], Notes = ["ends 2026-12-24, in 26 days"],
        },
        new ReportItem
        {
            Class = "restart", Also = ["waiting"], Address = "service/edge", Title = "restart: certificate changed", Level = ReportLevel.Warning, Risks = ["interrupts a service"], State = "waiting", Steps = [9, 10, 11, 12, 13, 14, 15, 16],
            Rows =
            [
                new ChangeRow('~', "edge1.contoso.local", "AC786B65AF87E0F3C681C69FA3385ECE1AAB08AF → the new certificate", null),
                new ChangeRow('~', "edge2.contoso.local", "AC786B65AF87E0F3C681C69FA3385ECE1AAB08AF → the new certificate", null),
            ],
            Notes = ["waits for window nights, opens Fri 2026-11-27 22:00 CET", "a member that does not come back is restarted, then gets its previous certificate back; the members behind it are left as they are"],
        },
        new ReportItem
        {
            Class = "create", Address = "partner/new.example", Title = "create", Level = ReportLevel.Note, Where = new SourceSpan("partners/new.yaml", 1, 1, 4, 1), Steps = [17],
            Rows = [new ChangeRow('+', "type", "PublicUnverified", null), new ChangeRow('+', "description", "\u001b[31m| `x` <b> @team", null)],
        },
        new ReportItem { Class = "unlisted", Address = "partner/legacy.example", Title = "live, not in the files, left alone", Level = ReportLevel.None },
    ];

    private static ReportItem Drifted(string address, ReportLevel level, string? state, ChangeRow row) => new()
    {
        Class = "drift",
        Address = address,
        Title = "changed live since the last apply",
        Level = level,
        State = state,
        Rows = [row],
        Where = new SourceSpan("partners/fabrikam.yaml", 12, 5, 18, 1),
        WaysOut = [new ReportWayOut("Put it back", $"xmppstate apply --only {address}"), new ReportWayOut("Accept it", $"{row.Name}: {row.Value.Split(" → ")[^1]}\n")],
    };

    private static ImmutableArray<ReportCount> PlanCounts(IEnumerable<ReportItem> items) => ReportCounts.Of(items,
        [("create", "to add"), ("update", "to update"), ("renew", "to renew"), ("delete", "to destroy"), ("restart", "to restart"), ("blocked", "blocked"), ("unreadable", "unreadable"), ("unlisted", "unlisted"), ("acknowledged", "acknowledged")],
        [("waiting", "waiting")]);
}
