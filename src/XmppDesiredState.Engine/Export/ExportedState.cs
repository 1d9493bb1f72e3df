using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Export;

/// <summary>What a live system says, as declarations. Only where <see cref="CanBeWritten"/> is it the whole of what was asked.</summary>
/// <param name="Name">The deployment.</param>
/// <param name="Date">When it was read.</param>
public sealed record ExportedState(string Name, ProviderDeclaration Provider, DateOnly Date)
{
    /// <summary>Kinds of the provider that nobody could declare from what it reports: certificates lack their issuer, services their members.</summary>
    public ImmutableArray<Kind> Skipped { get; init; } = [];

    /// <summary>Kinds that were read.</summary>
    public ImmutableArray<Kind> Kinds { get; init; } = [];

    /// <summary>Why a kind is unknown; one such, and nothing is written.</summary>
    public ImmutableArray<Diagnostic> Unreadable { get; init; } = [];

    /// <summary>Kinds of which the provider could only have reported what somebody declares.</summary>
    public ImmutableArray<Kind> Unlistable { get; init; } = [];

    /// <summary>Ordered by address; what breaks a rule accepts it.</summary>
    public ImmutableArray<Declared> Resources { get; init; } = [];

    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>What the provider noticed, and what breaks a rule that cannot be accepted.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    public bool CanBeWritten => Unreadable.IsEmpty && Unlistable.IsEmpty && !Kinds.IsEmpty;
}
