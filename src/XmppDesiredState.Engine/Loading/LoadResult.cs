using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading;

/// <summary>What loading gave.</summary>
/// <param name="State">Null when there was an error.</param>
/// <param name="Diagnostics">All of the run, by file, line and column.</param>
/// <param name="Sources">Text of every file read, by the path that spans use, for excerpts; refused files are not among them.</param>
public sealed record LoadResult(DesiredState? State, ImmutableArray<Diagnostic> Diagnostics, ImmutableSortedDictionary<string, string> Sources)
{
    /// <summary>Absolute path of the folder that holds the first <c>-f</c>: the default place of the run store.</summary>
    public required string RootFolder { get; init; }

    /// <summary>
    /// Absolute paths of what the state is made of: the files that were read, with what links among them lead to, and the files and
    /// folders that their values name.
    /// </summary>
    public ImmutableArray<string> MadeOf { get; init; } = [];
}
