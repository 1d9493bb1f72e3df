using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Files;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>
/// Finds our files in a folder and below. Whatever is not ours is passed over in silence; what is ours and broken is found too, so that
/// its deployment is planned and says what is wrong.
/// </summary>
internal sealed class StateFileScan(string workingFolder, List<Diagnostic> findings)
{
    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <summary>In the order of their paths.</summary>
    public ImmutableArray<StateFile> Scan(string folder)
    {
        var found = new List<StateFile>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            try
            {
                found.AddRange(Directory.EnumerateFiles(next).Where(IncludePattern.IsYaml).Select(Read).OfType<StateFile>());
                // A link to a folder would find its files a second time, or lead in circles.
                foreach (var below in Directory.EnumerateDirectories(next, "*", NoLinks).Where(IsSearched)) open.Push(below);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                findings.Add(FileReader.Unreadable(ShownPath.Of(next, workingFolder), null, problem));
            }
        }

        return [.. found.OrderBy(file => file.FullPath, StringComparer.Ordinal)];
    }

    /// <summary>Folders of other programs: whose name begins with a dot, and packages of npm.</summary>
    public static bool IsSearched(string folder) => Path.GetFileName(folder) is not (['.', ..] or "node_modules");

    private static StateFile? Read(string path)
    {
        if (BoundedFile.Read(path, YamlLimits.Default.Bytes) is not { } bytes) return null;
        var ignored = new List<Diagnostic>();
        // Most YAML files of a repository belong to somebody else: what does not name our version is not even parsed.
        if (YamlSource.Read(bytes.Span, path, YamlLimits.Default, ignored) is not { } text || !text.Contains("xmppstate/", StringComparison.Ordinal)) return null;
        return YamlTree.Parse(text, path, YamlLimits.Default, ignored) switch
        {
            YamlMapping root => Of(path, root),
            null => new StateFile(path, KindInText(text), null, []),
            _ => null,
        };
    }

    private static StateFile? Of(string path, YamlMapping root)
    {
        if (root["apiVersion"] is not YamlScalar version || !version.Text.StartsWith("xmppstate/", StringComparison.Ordinal)) return null;
        var name = root["name"] is YamlScalar { Text.Length: > 0 } given && !YamlValues.IsEmpty(given) ? given.Text : null;
        return new StateFile(path, Kind((root["kind"] as YamlScalar)?.Text), name, [.. Includes(root, Path.GetDirectoryName(path)!)]);
    }

    private static FileKind Kind(string? word) => word switch { "overlay" => FileKind.Overlay, "connections" => FileKind.Connections, _ => FileKind.Federation };

    private static FileKind KindInText(string text) =>
        Kind(text.Split('\n').Select(line => line.TrimEnd()).FirstOrDefault(line => line.StartsWith("kind:", StringComparison.Ordinal))?["kind:".Length..].Trim());

    private static IEnumerable<string> Includes(YamlMapping root, string folder) =>
        from item in (root["include"] as YamlSequence)?.Items.OfType<YamlScalar>() ?? []
        where IncludePattern.Problem(item.Text) is null
        let full = Path.GetFullPath(item.Text, folder)
        from target in IncludePattern.IsPattern(item.Text) ? IncludePattern.Match(full) : [full]
        select target;
}
