using System.IO.Enumeration;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>An entry of <c>include</c>: a path, or a pattern with wildcards in its last part.</summary>
internal static class IncludePattern
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Problem(string pattern)
    {
        if (pattern.Length is 0 or > 1024) return "is not a path";
        if (pattern.Contains('\\')) return "uses \\ between its parts";
        if (pattern.Contains("${", StringComparison.Ordinal)) return "holds a variable";
        if (!IsYaml(pattern)) return "does not end in .yaml or .yml";
        var folder = pattern[..(pattern.LastIndexOf('/') + 1)];
        return folder.AsSpan().ContainsAny('*', '?') ? "has wildcards in a folder's name" : null;
    }

    public static bool IsPattern(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    public static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Absolute paths of the matching files, in ordinal order.</summary>
    public static string[] Match(string fullPattern)
    {
        var folder = Path.GetDirectoryName(fullPattern)!;
        var pattern = Path.GetFileName(fullPattern);
        if (!Directory.Exists(folder)) return [];
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: false))];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
