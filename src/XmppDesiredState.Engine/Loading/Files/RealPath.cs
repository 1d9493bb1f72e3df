namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Where a path leads once every link on the way is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The absolute path without links; null when links lead nowhere or in a circle. What does not exist is kept as written.</summary>
    public static string? Of(string fullPath)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(fullPath), ref links);
    }

    /// <summary>Whether a path lies in a folder or below it; both without links.</summary>
    public static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    private static string? Resolve(string path, ref int links)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var target = new FileInfo(real).LinkTarget;
            if (target is null) continue;
            if (++links > MostLinks) return null;
            var resolved = Resolve(Path.GetFullPath(target, Path.GetDirectoryName(real)!), ref links);
            if (resolved is null) return null;
            real = resolved;
        }

        return real;
    }
}
