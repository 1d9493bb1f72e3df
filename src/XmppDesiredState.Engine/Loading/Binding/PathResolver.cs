using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Engine.Loading.Files;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>Paths written in a file, made absolute against that file.</summary>
internal sealed class PathResolver(IEnumerable<SourceFile> files, string? homeFolder)
{
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> folders = files.DistinctBy(file => file.Name).ToDictionary(file => file.Name, file => file.Folder, StringComparer.Ordinal);

    /// <summary>Every path that was resolved: what else than the files themselves a plan may depend on.</summary>
    public IEnumerable<string> Named => named;

    /// <summary>The folder of a file by the name that spans use.</summary>
    public string FolderOf(string file) => folders[file];

    /// <summary>False when the path needs a home folder and there is none.</summary>
    public bool TryResolve(string written, string file, [NotNullWhen(true)] out string? absolute)
    {
        var isHome = written == "~" || written.StartsWith("~/", StringComparison.Ordinal);
        absolute = !isHome ? Path.GetFullPath(written, folders[file])
            : homeFolder is null ? null
            : Path.GetFullPath(Path.Combine(homeFolder, written[Math.Min(2, written.Length)..]));
        if (absolute is not null) named.Add(absolute);
        return absolute is not null;
    }
}
