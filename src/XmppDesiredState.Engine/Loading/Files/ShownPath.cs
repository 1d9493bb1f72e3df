namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Paths as people read them: relative to the working folder below it, absolute elsewhere, with forward slashes on every platform.</summary>
internal static class ShownPath
{
    public static string Of(string fullPath, string workingFolder)
    {
        var shown = RealPath.IsInside(fullPath, workingFolder) ? Path.GetRelativePath(workingFolder, fullPath) : fullPath;
        return Path.DirectorySeparatorChar == '/' ? shown : shown.Replace(Path.DirectorySeparatorChar, '/');
    }
}
