using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Files;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>A file of ours as far as its place among the others goes.</summary>
/// <param name="FullPath">Absolute.</param>
/// <param name="Name">Its <c>name</c> as written; null where it gives none.</param>
/// <param name="Includes">Absolute paths of the files it includes.</param>
internal sealed record StateFile(string FullPath, FileKind Kind, string? Name, ImmutableArray<string> Includes)
{
    public string Folder => Path.GetDirectoryName(FullPath)!;
}
