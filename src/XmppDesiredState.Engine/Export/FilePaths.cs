using XmppDesiredState.Engine.Loading.Files;

namespace XmppDesiredState.Engine.Export;

/// <summary>Absolute paths as a file in one folder writes them.</summary>
/// <param name="declared">The folder of the file that declared them.</param>
/// <param name="folder">The folder of the file they are written to.</param>
/// <param name="home">What <c>~/</c> stands for, where there is one.</param>
internal sealed class FilePaths(string declared, string folder, string? home)
{
    /// <summary>Relative where it lies with the files, else from the home folder, else absolute.</summary>
    public string Write(string path)
    {
        if (RealPath.IsInside(path, folder) || RealPath.IsInside(path, declared)) return Relative(path, folder);
        return home is not null && RealPath.IsInside(path, home) ? "~/" + Path.GetRelativePath(home, path).Replace('\\', '/') : path.Replace('\\', '/');
    }

    // On Windows another drive has no relative path, and the path stays as it is. A folder named ~ is not the home folder.
    private static string Relative(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
        return relative.StartsWith('~') ? "./" + relative : relative;
    }
}
