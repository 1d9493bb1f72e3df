using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Loading;

/// <summary>What to load.</summary>
public sealed record LoadRequest
{
    /// <summary><c>-f</c>: files or folders in their order; empty: the working folder.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Absolute; relative paths of the command line start here, and paths in messages are relative to it.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary><c>--var NAME=VALUE</c>.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary><c>--var-file</c>.</summary>
    public ImmutableArray<string> VariableFiles { get; init; } = [];

    /// <summary><c>--connections</c>: take <c>providers</c> from this file instead.</summary>
    public string? Connections { get; init; }

    /// <summary>The home folder that <c>~/</c> in paths stands for; null where there is none.</summary>
    public string? HomeFolder { get; init; }
}
