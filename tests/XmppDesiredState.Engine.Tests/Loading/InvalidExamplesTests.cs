using System.Text.RegularExpressions;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Tests.Loading;

/// <summary>Every entry of <c>examples/invalid</c> whose code is the loader's: the code, at the line that says so, and nothing else.</summary>
public sealed partial class InvalidExamplesTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Entries => [.. Directory.EnumerateFileSystemEntries(Folder, "XDS1*").Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Load_InvalidExample_ReportsItsCodeAtItsLine(string name)
    {
        var full = Path.Combine(Folder, name);
        var paths = Directory.Exists(full) ? Paths(full) : [full];

        var result = new Loader(TestProviderFactory.Examples).Load(new LoadRequest { WorkingFolder = Folder, Paths = [.. paths], Connections = Connections(full) });

        var code = name[..7];
        Assert.All(result.Diagnostics, finding => Assert.Equal(code, finding.Code));
        Assert.NotEmpty(result.Diagnostics);
        if (code != LoadDiagnostics.Skipped.Code) Assert.Null(result.State);
        var marked = Marked(full).ToList();
        if (marked.Count > 0) Assert.Equal(marked, result.Diagnostics.Select(finding => $"{finding.Where!.File}:{finding.Where.Line}:{finding.Code}"));
        Assert.All(result.Diagnostics, finding => Assert.EndsWith(".", finding.Summary, StringComparison.Ordinal));
        Assert.All(result.Diagnostics, finding => Assert.EndsWith(".", finding.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_EveryCodeOfTheLoader_HasOne()
    {
        var shown = Entries.Select(entry => entry.Data[..7]).ToHashSet();

        Assert.Superset(// Formatting is fmt's business, not the loader's.
            YamlDiagnostics.All.Remove(YamlDiagnostics.NotFormatted).Concat(LoadDiagnostics.All).Select(descriptor => descriptor.Code).ToHashSet(), shown);
    }

    // Overlays of a folder apply in the order of their names; without desired.yaml the folder itself is loaded.
    private static string[] Paths(string folder)
    {
        var first = Path.Combine(folder, "desired.yaml");
        return File.Exists(first) ? [first, .. Directory.GetFiles(folder, "*.overlay.yaml").Order(StringComparer.Ordinal)] : [folder];
    }

    private static string? Connections(string folder) => Path.Combine(folder, "connections.yaml") is var file && File.Exists(file) ? file : null;

    private static IEnumerable<string> Marked(string path)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : [path];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(file);
            for (var line = 0; line < lines.Length; line++)
            {
                if (Mark().Match(lines[line]) is { Success: true } match)
                    yield return $"{Path.GetRelativePath(Folder, file).Replace('\\', '/')}:{line + 1}:{match.Groups[1].Value}";
            }
        }
    }

    [GeneratedRegex("# <- (XDS[0-9]{4})", RegexOptions.None, 1000)]
    private static partial Regex Mark();

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "XmppDesiredState.sln"))) return Path.Combine(folder.FullName, "examples", "invalid");
        }

        throw new InvalidOperationException("No XmppDesiredState.sln above the tests.");
    }
}
