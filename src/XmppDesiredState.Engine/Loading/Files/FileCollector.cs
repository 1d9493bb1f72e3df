using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Finds and reads every file of a run: those of the command line, then, level by level and in parallel, those they include.</summary>
internal sealed class FileCollector(LoadRequest request, LoadLimits limits, List<Diagnostic> findings)
{
    private readonly Dictionary<string, SourceFile?> read = new(StringComparer.Ordinal);
    private readonly List<SourceFile> files = [];
    private readonly ImmutableSortedDictionary<string, string>.Builder texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    private readonly List<(string From, string To, SourceSpan Where)> includes = [];
    private bool isComplete = true;

    public CollectedFiles Collect()
    {
        var paths = request.Paths.IsDefaultOrEmpty ? ["."] : request.Paths;
        var first = Path.GetFullPath(paths[0], request.WorkingFolder);
        var root = Directory.Exists(first) ? first : Path.GetDirectoryName(first) ?? first;

        var wanted = paths.SelectMany(Start).ToList();
        var connections = request.Connections is { } given ? Path.GetFullPath(given, request.WorkingFolder) : null;
        if (connections is not null) wanted.Add(new WantedFile(connections, WantedBy.Connections, null));
        // A folder passes over overlays and connections; one that is named besides is not passed over because its folder is named too.
        var named = wanted.Where(file => file.By != WantedBy.Folder).Select(file => Key(file.FullPath)).ToHashSet(StringComparer.Ordinal);
        if (named.Count > 0) wanted.RemoveAll(file => file.By == WantedBy.Folder && named.Contains(Key(file.FullPath)));
        for (var depth = 1; wanted.Count > 0; depth++)
            wanted = ReadLevel(wanted, depth, root);
        ReportEmptyFolders(paths);
        FindCycles();

        var connectionsFile = connections is null ? null : read.GetValueOrDefault(Key(connections));
        var others = files.Where(file => file != connectionsFile).ToList();
        if (others.Count > 0 && others.TrueForAll(file => file.Kind == FileKind.Overlay))
            Fail(LoadDiagnostics.OverlayOfNothing.At(others[0].Root.Span with { EndLine = 1, EndColumn = 1 }, "Only overlays were named.", "Name the files that they change with -f too."));
        return new CollectedFiles
        {
            Base = [.. others.Where(file => file.Kind != FileKind.Overlay)],
            Overlays = [.. others.Where(file => file.Kind == FileKind.Overlay)],
            Connections = connectionsFile,
            RootFolder = root,
            Texts = texts.ToImmutable(),
            IsComplete = isComplete && (connections is null || connectionsFile is not null),
        };
    }

    private IEnumerable<WantedFile> Start(string path)
    {
        var full = Path.GetFullPath(path, request.WorkingFolder);
        if (!Directory.Exists(full)) return [new WantedFile(full, WantedBy.CommandLine, null)];
        try
        {
            var found = Directory.GetFiles(full).Where(IncludePattern.IsYaml).ToArray();
            Array.Sort(found, StringComparer.Ordinal);
            return found.Select(file => new WantedFile(file, WantedBy.Folder, null));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Fail(FileReader.Unreadable(Shown(full), null, problem));
            return [];
        }
    }

    private List<WantedFile> ReadLevel(List<WantedFile> wanted, int depth, string root)
    {
        var fresh = wanted.Where(file => read.TryAdd(Key(file.FullPath), null)).ToArray();
        if (files.Count + fresh.Length > limits.Files)
        {
            Fail(LoadDiagnostics.TooMuch.At(fresh[^1].Origin, $"There are more than {limits.Files} files.", "Join some of them."));
            return [];
        }

        var trees = new (YamlMapping? Root, string? Text, List<Diagnostic> Findings)[fresh.Length];
        void Read(int index)
        {
            var own = new List<Diagnostic>();
            var tree = FileReader.Read(fresh[index].FullPath, Shown(fresh[index].FullPath), fresh[index].Origin, limits.Yaml, own, out var text);
            trees[index] = (tree, text, own);
        }

        if (fresh.Length == 1) Read(0);
        else Parallel.For(0, fresh.Length, Read);

        var next = new List<WantedFile>();
        for (var index = 0; index < fresh.Length; index++)
        {
            var (tree, text, own) = trees[index];
            if (Accept(fresh[index], tree, text, own) is { Kind: not FileKind.Overlay } file) next.AddRange(Includes(file, depth, root));
        }

        return next;
    }

    private SourceFile? Accept(WantedFile wanted, YamlMapping? root, string? text, List<Diagnostic> own)
    {
        var name = Shown(wanted.FullPath);
        if (root is not null && FileHeader.Read(root, name, wanted, findings) is { } kind)
        {
            var file = new SourceFile(wanted.FullPath, name, text!, root, kind);
            findings.AddRange(own);
            read[Key(wanted.FullPath)] = file;
            files.Add(file);
            texts[name] = text!;
            return file;
        }

        if (root is not null)
        {
            // Not ours: its own faults are nobody's business, and its content is not shown.
            isComplete &= findings[^1].Severity == Severity.Note;
            return null;
        }

        if (text?.Contains("xmppstate/", StringComparison.Ordinal) == false)
        {
            // It may be anybody's key or passwords: nothing of it is shown, not even where it breaks.
            isComplete &= wanted.By == WantedBy.Folder;
            findings.Add(wanted.By == WantedBy.Folder ? FileHeader.Skip(name) : FileHeader.NotOurs(name));
            return null;
        }

        isComplete = false;
        findings.AddRange(own);
        if (text is not null) texts[name] = text;
        return null;
    }

    private List<WantedFile> Includes(SourceFile file, int depth, string root)
    {
        var found = new List<WantedFile>();
        if (file.Root["include"] is not YamlSequence list) return found;
        foreach (var item in list.Items.OfType<YamlScalar>())
        {
            if (IncludePattern.Problem(item.Text) is { } problem)
                Fail(LoadDiagnostics.BadInclude.At(item.Span, $"The include {problem}: '{item.Text}'.", "Write a path such as partners/*.yaml."));
            else if (depth >= limits.IncludeDepth)
                Fail(LoadDiagnostics.TooMuch.At(item.Span, $"Files include one another more than {limits.IncludeDepth} deep.", "Include them from the first file."));
            else
                found.AddRange(Targets(file, item, root));
        }

        return found;
    }

    private IEnumerable<WantedFile> Targets(SourceFile file, YamlScalar item, string root)
    {
        try
        {
            var full = Path.GetFullPath(item.Text, file.Folder);
            var targets = !RealPath.IsInside(full, root) ? [full] : IncludePattern.IsPattern(item.Text) ? IncludePattern.Match(full) : [full];
            var realRoot = RealPath.Of(root);
            if (targets.Length == 0)
                Fail(LoadDiagnostics.EmptyInclude.At(item.Span, $"No file matches '{item.Text}'.", "Check the folder and the pattern."));
            else if (targets.Any(target => !RealPath.IsInside(target, root) || RealPath.Of(target) is not { } real || realRoot is null || !RealPath.IsInside(real, realRoot)))
                Fail(LoadDiagnostics.OutsideInclude.At(item.Span, $"The include leaves the folder of the first file: '{item.Text}'.", "Move the file into that folder, or name it with -f."));
            else
            {
                foreach (var target in targets) includes.Add((Key(file.FullPath), Key(target), item.Span));
                return targets.Select(target => new WantedFile(target, WantedBy.Include, item.Span));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fail(FileReader.Unreadable(item.Text, item.Span, problem));
        }

        return [];
    }

    private void FindCycles()
    {
        var cycle = IncludeCycle.Find(includes);
        if (cycle is null) return;
        Fail(LoadDiagnostics.IncludeCycle.At(cycle, "This include closes a circle of files that include one another.", "Remove it, or one of the others."));
    }

    private void ReportEmptyFolders(ImmutableArray<string> paths)
    {
        foreach (var full in paths.Select(path => Path.GetFullPath(path, request.WorkingFolder)).Where(Directory.Exists))
        {
            var own = read.Where(file => Path.GetDirectoryName(file.Key) == Key(full)).ToList();
            if (own.Exists(file => file.Value is not null) || (own.Count > 0 && !isComplete)) continue;
            Fail(LoadDiagnostics.EmptyFolder.At(null, $"The folder {Shown(full)} has no state file.", "Name the file with -f, or begin with xmppstate init."));
        }
    }

    private string Shown(string fullPath) => ShownPath.Of(fullPath, request.WorkingFolder);

    private static string Key(string fullPath)
    {
        try
        {
            return RealPath.Of(fullPath) ?? fullPath;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return fullPath;
        }
    }

    private void Fail(Diagnostic diagnostic)
    {
        isComplete = false;
        findings.Add(diagnostic);
    }
}
