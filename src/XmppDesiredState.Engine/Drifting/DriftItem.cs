using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>One resource in one class. A resource that somebody changed, and whose file moved on elsewhere, is one item in each of two classes.</summary>
public sealed record DriftItem
{
    public required DriftClass Class { get; init; }

    public required Address Address { get; init; }

    /// <summary>One of <see cref="DriftReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>In the order of the kind's fields; empty where all of it is meant.</summary>
    public ImmutableArray<DriftAttribute> Attributes { get; init; } = [];

    /// <summary>As observed, without what is computed; null where nothing is there.</summary>
    public Resource? Live { get; init; }

    /// <summary>The change of the plan that would put it right; null where a plan would leave it alone.</summary>
    public Change? Change { get; init; }

    /// <summary>The entry that declares it.</summary>
    public SourceSpan? Where { get; init; }

    /// <summary>In drift: of what somebody did. Elsewhere: of what an apply would do.</summary>
    public ImmutableArray<Risk> Risks { get; init; } = [];

    /// <summary>The day that counts: a certificate's end, or when its renewal had to be asked for.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Sentences without full stop.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>In <see cref="DriftClass.Acknowledged"/>.</summary>
    public DriftMute? Mute { get; init; }
}
