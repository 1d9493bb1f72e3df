namespace XmppDesiredState.Cli.Rendering;

/// <summary>Where files of messages stand in the repository: annotations and code scanning know paths from its root and no others.</summary>
internal sealed class Checkout(string root, string workingFolder)
{
    /// <summary>GitHub's workspace where this runs in it, else the repository around the working folder, else the working folder itself.</summary>
    public static Checkout Of(CliEnvironment environment)
    {
        var folder = environment.WorkingFolder;
        if (environment.Variable("GITHUB_WORKSPACE") is { Length: > 0 } workspace && Path.IsPathFullyQualified(workspace) && Below(Path.GetFullPath(workspace), Path.GetFullPath(folder)) is not null)
            return new Checkout(Path.GetFullPath(workspace), folder);
        return new Checkout(RootAround(folder) ?? Path.GetFullPath(folder), folder);
    }

    /// <summary>The nearest folder upwards that holds a repository; null: none does.</summary>
    public static string? RootAround(string location)
    {
        // A worktree or submodule has a file .git, an ordinary clone a folder.
        for (var folder = Path.GetFullPath(location); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git"))) return folder;
        }

        return null;
    }

    /// <summary>From the root, with forward slashes; null: outside, and what stands there is nobody's to link to.</summary>
    /// <param name="file">As messages name it: absolute, or relative to the working folder.</param>
    public string? PathOf(string file)
    {
        if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal)) return null;
        return Below(root, Path.GetFullPath(file, workingFolder)) is { Length: > 0 } inside ? inside.Replace('\\', '/') : null;
    }

    // Empty: the folder itself.
    private static string? Below(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        if (relative == ".") return "";
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || relative.StartsWith("..\\", StringComparison.Ordinal) ? null : relative;
    }
}
