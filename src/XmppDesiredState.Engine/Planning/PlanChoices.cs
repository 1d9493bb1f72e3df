using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// What a person decided for one plan beyond the files. A saved plan carries it: planning anew without it would find other changes than
/// those that were approved.
/// </summary>
public sealed record PlanChoices
{
    public static readonly PlanChoices None = new();

    /// <inheritdoc cref="PlanOptions.Only" />
    public ImmutableArray<string> Only { get; init; } = [];

    /// <inheritdoc cref="PlanOptions.MaxDeletes" />
    public int? MaxDeletes { get; init; }

    /// <inheritdoc cref="PlanOptions.AllowEmpty" />
    public ImmutableArray<Kind> AllowEmpty { get; init; } = [];

    /// <inheritdoc cref="PlanOptions.AllowDelete" />
    public ImmutableArray<string> AllowDelete { get; init; } = [];

    /// <inheritdoc cref="PlanOptions.Renew" />
    public ImmutableArray<string> Renew { get; init; } = [];

    /// <inheritdoc cref="PlanOptions.Supersede" />
    public ImmutableArray<string> Supersede { get; init; } = [];
}
