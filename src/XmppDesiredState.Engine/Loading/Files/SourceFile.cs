using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>A file that was read.</summary>
/// <param name="FullPath">Absolute, as the author reached it.</param>
/// <param name="Name">The path that spans use.</param>
/// <param name="Kind">What the file says it is.</param>
internal sealed record SourceFile(string FullPath, string Name, string Text, YamlMapping Root, FileKind Kind)
{
    /// <summary>Relative paths in the file start here.</summary>
    public string Folder => Path.GetDirectoryName(FullPath)!;
}
