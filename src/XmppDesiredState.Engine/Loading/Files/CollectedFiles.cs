using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>All files of a run, read but not yet understood.</summary>
internal sealed record CollectedFiles
{
    /// <summary>Of kind federation or connections: joined, so their order means nothing.</summary>
    public ImmutableArray<SourceFile> Base { get; init; } = [];

    /// <summary>In the order they apply.</summary>
    public ImmutableArray<SourceFile> Overlays { get; init; } = [];

    /// <summary>The file of <c>--connections</c>.</summary>
    public SourceFile? Connections { get; init; }

    /// <summary>Absolute path of the folder of the first file.</summary>
    public required string RootFolder { get; init; }

    /// <summary>Text by name, of files that are ours or cannot be read as YAML.</summary>
    public ImmutableSortedDictionary<string, string> Texts { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether every file could be read, so that going on makes sense.</summary>
    public bool IsComplete { get; init; }
}
