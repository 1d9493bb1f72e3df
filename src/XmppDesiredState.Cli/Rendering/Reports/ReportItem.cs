using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>One thing that a report counts: a change, a drifted resource, a domain, a finding.</summary>
internal sealed record ReportItem
{
    /// <summary>The <see cref="ReportCount.Name"/> it is counted under; exactly one.</summary>
    public required string Class { get; init; }

    /// <summary>Names of counts across classes (<see cref="ReportCount.IsAcross"/>) that it is counted under as well: <c>waiting</c>.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>As people see it: <c>partner/fabrikam.com</c>. Distinct among the items of a class.</summary>
    public required string Address { get; init; }

    /// <summary>One line: "update", "renew: names missing", "cannot work: the certificate does not stand for contoso.com".</summary>
    public required string Title { get; init; }

    public required ReportLevel Level { get; init; }

    /// <summary>What <c>explain</c> takes, where there is one.</summary>
    public string? Code { get => field ?? Rule?.Code; init; }

    /// <summary>The rule behind <see cref="Code"/>, for forms that explain it.</summary>
    public DiagnosticDescriptor? Rule { get; init; }

    /// <summary>What it is known by from run to run where the address moves with the lines of a file; null: the address.</summary>
    public string? Identity { get; init; }

    /// <summary>The entry of the files, where there is one.</summary>
    public SourceSpan? Where { get; init; }

    /// <summary>"deletes", "weakens negotiation".</summary>
    public ImmutableArray<string> Risks { get; init; } = [];

    /// <summary>"blocked", "waiting", "muted until 2027-01-31"; null where nothing holds it.</summary>
    public string? State { get; init; }

    /// <summary>Before and after, line by line.</summary>
    public ImmutableArray<ChangeRow> Rows { get; init; } = [];

    /// <summary>More sentences: what blocks, what it waits for, what stays.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What to do, as one sentence.</summary>
    public string? Fix { get; init; }

    /// <summary>Ids of its steps among <see cref="Report.Steps"/>.</summary>
    public ImmutableArray<int> Steps { get; init; } = [];

    /// <summary>To copy: the command that puts it back, the YAML that accepts it.</summary>
    public ImmutableArray<ReportWayOut> WaysOut { get; init; } = [];
}
