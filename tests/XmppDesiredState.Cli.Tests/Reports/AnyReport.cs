using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>Reports that a command would never make, with names that nobody should have: what forms must bear.</summary>
internal static class AnyReport
{
    /// <summary>What breaks lines, ends elements, begins commands, links and placeholders, or is no text at all.</summary>
    public static readonly ImmutableArray<string> Hostile =
    [
        "\n::error file=x::owned", "\r\n::set-output name=exitcode::0", "##[error]owned", "::stop-commands::x", "]]>", "<b>&amp;", "\"'`", "\\", "\0\u0001\u001b[31m", "\u202e", "\ud800", "\udc00",
        "漢字🗝", "[text](http://example.org)", "{0} {12}", "%0A%25", "a,b:c=d", "}\nxmppstate_items 1\n", "@team #1 | `x`", " ", "\u2028", "\ufffe",
    ];

    public static readonly Gen<string> Text = Gen.Select(One([.. Hostile]), Gen.String[0, 8], Gen.Bool).Select((hostile, plain, first) => first ? hostile + plain : plain + hostile);

    private static readonly Gen<SourceSpan?> Where = Gen.Select(Gen.Bool, Text, Gen.Int[1, 50], Gen.Int[0, 3]).Select((isKnown, file, line, lines) =>
        isKnown ? new SourceSpan(file.Replace('\0', '_'), line, 3, line + lines, 9) : null);

    private static readonly DiagnosticDescriptor Rule = new("XDS2101", Severity.Error, "A title", "Said so.");

    private static readonly Gen<ReportItem> Item = Gen.Select(One("create", "blocked", "cannot_tell"), Text, Text, Gen.Enum<ReportLevel>(), Where, Gen.Bool, Gen.Bool)
        .Select((name, address, title, level, where, isWaiting, hasRule) => new ReportItem
        {
            Class = name,
            Also = isWaiting ? ["waiting"] : [],
            Address = address,
            Title = title,
            Level = level,
            Where = where,
            Rule = hasRule ? Rule : null,
            State = isWaiting ? "waiting" : null,
            Risks = [title],
            Rows = [new ChangeRow('~', address, title, address)],
            Notes = [title],
            Fix = address,
        });

    private static readonly Gen<Diagnostic> Finding = Gen.Select(Gen.Enum<Severity>(), Text, Where).Select((severity, text, where) => Rule.At(where, text, text) with { Severity = severity });

    public static readonly Gen<Report> Any = Gen.Select(Item.Array[0, 14], Finding.Array[0, 3], Text, One(0, 1, 2, 3, 4, 5, 6, 130), Gen.Enum<ReportCommand>(), Gen.Bool)
        .Select((items, findings, name, code, command, isComplete) => Of([.. items], [.. findings], name, code, command, isComplete));

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(index => all[index]);

    public static Report Of(ImmutableArray<ReportItem> items, ImmutableArray<Diagnostic> findings, string name, int code, ReportCommand command, bool isComplete) => new()
    {
        Command = command,
        Deployment = name,
        At = Plans.Now,
        ExitCode = code,
        Closing = $"Closing {name}.",
        IsComplete = isComplete,
        Items = ReportCounts.Distinct(items),
        Counts = ReportCounts.Of(items, [("create", "to add"), ("blocked", "blocked"), ("cannot_tell", "cannot tell")], [("waiting", "waiting")]),
        Diagnostics = findings,
        Certificates = [new ReportCertificate(name, null, Plans.Now.AddDays(3), Plans.Now.AddDays(1)), new ReportCertificate(name + "2", null, null, null)],
        File = "federation/desired.yaml",
    };
}
