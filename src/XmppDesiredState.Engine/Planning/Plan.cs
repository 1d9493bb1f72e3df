using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Immutable, ordered data: same files, observations and time give the same plan, byte for byte in JSON. Knows no provider, no file and no
/// connection; showing, saving, comparing and executing start from it alone.
/// </summary>
public sealed record Plan
{
    /// <summary>The deployment.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="Desired.DesiredState.ConfigDigest" />
    public required string ConfigDigest { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The commit of the files, where the caller knows it; not part of the plan's identity.</summary>
    public string? Commit { get; init; }

    public PlanChoices Choices { get; init; } = PlanChoices.None;

    /// <summary>By provider name: whose live system was observed.</summary>
    public ImmutableSortedDictionary<string, string> Targets { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Riskier first, then by address.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>By id, which is also an order they could be executed in.</summary>
    public ImmutableArray<PlannedStep> Steps { get; init; } = [];

    /// <summary>Acknowledged ones included; by address.</summary>
    public ImmutableArray<UnlistedResource> Unlisted { get; init; } = [];

    /// <summary>Those declared whose store could be read, with their terms; by address.</summary>
    public ImmutableArray<CertificateTerm> Certificates { get; init; } = [];

    /// <summary>What was read. Absence from the plan means agreement for these and nothing else.</summary>
    public ImmutableArray<SeenKind> Seen { get; init; } = [];

    public ImmutableArray<UnreadableKind> Unreadable { get; init; } = [];

    /// <summary>Warnings and notes of validation and planning, by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Changes that <c>--only</c> left out.</summary>
    public ImmutableArray<Address> LeftOut { get; init; } = [];

    /// <summary>Ids of steps that are taken only where others fail: those with <see cref="PlannedStep.FailureOf"/> and what requires them.</summary>
    public ImmutableHashSet<int> WaysOut()
    {
        var ids = ImmutableHashSet.CreateBuilder<int>();
        foreach (var step in Steps)
        {
            if (!step.FailureOf.IsEmpty || step.Requires.Any(ids.Contains)) ids.Add(step.Id);
        }

        return ids.ToImmutable();
    }

    /// <summary>Everything could be read.</summary>
    public bool IsComplete => Unreadable.IsEmpty;

    public PlanSummary Summary => PlanSummary.Of(this);
}
