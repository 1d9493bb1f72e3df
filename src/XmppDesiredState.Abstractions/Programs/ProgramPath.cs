namespace XmppDesiredState.Programs;

/// <summary>
/// Where a program is. .NET would also look beside its own executable and in the current folder, and so run a file that happens to be
/// called like a tool: a checkout of a stranger's branch is such a folder.
/// </summary>
public static class ProgramPath
{
    /// <summary>The absolute path, or why there is none.</summary>
    /// <param name="folder">What a program with a folder of its own is relative to.</param>
    /// <param name="searched">The PATH.</param>
    public static (string? Path, string? Why) Find(string program, string folder, string? searched)
    {
        if (program.Length == 0 || program.Contains('\0')) return (null, "has no usable name");
        if (OperatingSystem.IsWindows() && (program.EndsWith(".bat", StringComparison.OrdinalIgnoreCase) || program.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase)))
            return (null, "is a batch file, whose arguments a shell would read again; name the program it starts");
        var hasFolder = program.Contains('/') || (OperatingSystem.IsWindows() && program.AsSpan().ContainsAny('\\', ':'));
        if (hasFolder) return Existing(System.IO.Path.GetFullPath(program, folder)) is { } path ? (path, null) : (null, "is not there");

        foreach (var place in (searched ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // A relative entry means another folder in each run.
            if (System.IO.Path.IsPathFullyQualified(place) && Existing(System.IO.Path.Combine(place, program)) is { } found) return (found, null);
        }

        return (null, "is not on the PATH");
    }

    private static string? Existing(string path)
    {
        if (OperatingSystem.IsWindows()) return File.Exists(path) ? path : !System.IO.Path.HasExtension(path) && File.Exists(path + ".exe") ? path + ".exe" : null;
        if (!File.Exists(path)) return null;
        // As execvp does: a file that nobody may run does not hide one that can be run further on.
        try
        {
            return (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None ? path : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
