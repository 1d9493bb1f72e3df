using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What differs for one address: what people read. <see cref="PlannedStep"/> is what is done about it.</summary>
public sealed record Change
{
    public required Address Address { get; init; }

    public required ChangeAction Action { get; init; }

    /// <summary>As observed, without what is volatile (computed attributes); null for a create.</summary>
    public Resource? Before { get; init; }

    /// <summary>The managed attributes as they shall be; null for a delete.</summary>
    public Resource? After { get; init; }

    /// <summary>In the order of the kind's fields.</summary>
    public ImmutableArray<AttributeChange> Attributes { get; init; } = [];

    /// <summary>A stable word in snake case: <c>create_because_missing</c>, <c>delete_because_removed_from_file</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The entry that asks for it; the place is not part of a plan's identity.</summary>
    public SourceSpan? Where { get; init; }

    public ImmutableArray<Risk> Risks { get; init; } = [];

    /// <summary>The guard or conflict that keeps it from being executed, with the exact flag that lifts it.</summary>
    public Diagnostic? Blocked { get; init; }

    /// <summary>What it waits for: a person, a CA, a window.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>Ids of its steps, in order. Empty when blocked.</summary>
    public ImmutableArray<int> Steps { get; init; } = [];

    /// <summary>Attributes that once were declared and stay as they are: "connectionLimit, stays 40".</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public bool IsBlocked => Blocked is not null;
}
