using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// What a command found, counted once: the page, SARIF, JUnit, annotations, the step summary's outputs and metrics are all made from this,
/// so that they cannot disagree. Whatever stands here is safe to show: secrets are references, and text is still to be escaped by each form.
/// </summary>
internal sealed record Report
{
    public required ReportCommand Command { get; init; }

    public required string Deployment { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the process ends with.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The last line of the text form.</summary>
    public required string Closing { get; init; }

    /// <summary>Everything that was asked for could be read.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>In the order they are shown, zeros included. Each counts the items of its class, or goes across classes.</summary>
    public required ImmutableArray<ReportCount> Counts { get; init; }

    /// <summary>Riskier first.</summary>
    public required ImmutableArray<ReportItem> Items { get; init; }

    /// <summary>What is wrong beside the items, by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Of a plan: what is done, in order, and what requires what.</summary>
    public ImmutableArray<ReportStep> Steps { get; init; } = [];

    /// <summary>Certificates with their ends, soonest first.</summary>
    public ImmutableArray<ReportCertificate> Certificates { get; init; } = [];

    /// <summary>The commit of the files, where the caller knows it.</summary>
    public string? Commit { get; init; }

    /// <summary>The file that stands for all of them where an item has no place: the first of the deployment. Null where none is known.</summary>
    public string? File { get; init; }

    /// <summary>It did what it was asked for, whatever it found: changes, a domain that cannot work and something that waits are results.</summary>
    public bool Succeeded => ExitCode is Cli.ExitCode.Done or Cli.ExitCode.Changes or Cli.ExitCode.Waiting;

    public int CountOf(string name) => Counts.FirstOrDefault(count => count.Name == name)?.Number ?? 0;
}
