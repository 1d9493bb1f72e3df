using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>One set of files that is planned and applied by itself. Paths are absolute.</summary>
/// <param name="Name">What the files call it, as plans and comments do.</param>
/// <param name="Folder">The state files that are loaded first: all of this folder.</param>
public sealed record Deployment(string Name, string Folder)
{
    /// <summary>What changes them; null where nothing does.</summary>
    public string? Overlay { get; init; }

    /// <summary>The one file of kind connections beside the overlay, or else beside the state files; null where there is none or several.</summary>
    public string? Connections { get; init; }

    /// <summary>Every file and folder it is made of; empty where it cannot be loaded.</summary>
    public ImmutableArray<string> MadeOf { get; init; } = [];

    /// <summary>False where the files have errors: then it is not known what it is made of.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>Folders in which a file that nobody names may yet be one of its own.</summary>
    public IEnumerable<string> Homes => Overlay is null ? [Folder] : [Folder, Path.GetDirectoryName(Overlay)!];
}
