using System.Text.RegularExpressions;

namespace XmppDesiredState.Conventions.Tests;

/// <summary>What a reader expects of every file.</summary>
public sealed partial class FilesTests
{
    private const int LongestFile = 300;

    [Fact]
    public void No_source_file_is_longer_than_300_lines() => Assert.All(Repository.Sources()
        .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count())), file => Assert.True(file.Lines <= LongestFile, $"{file.Path} has {file.Lines} lines"));

    [Fact]
    public void Half_of_the_source_files_are_shorter_than_60_lines()
    {
        var lengths = Repository.Sources().Select(path => File.ReadLines(path).Count()).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
    }

    [Fact]
    public void Namespaces_are_folders() => Assert.Empty(
        from path in Repository.Sources()
        let parts = Repository.Relative(path).Split('/')
        let project = parts[1] == "XmppDesiredState.Abstractions" ? "XmppDesiredState" : parts[1]
        let expected = string.Join('.', [project, .. parts[2..^1]])
        let match = Namespace().Match(File.ReadAllText(path))
        where match.Success && match.Groups[1].Value != expected
        select $"{Repository.Relative(path)}: {match.Groups[1].Value}");

    [Fact]
    public void Nothing_is_unfinished_or_silenced() => Assert.Empty(
        from path in Repository.Sources().Concat(Repository.Sources("tests"))
        where !path.EndsWith(nameof(FilesTests) + ".cs", StringComparison.Ordinal)
        let text = File.ReadAllText(path)
        from Match match in Unfinished().Matches(text)
        select $"{Repository.Relative(path)}: {match.Value}");

    [Fact]
    public void Types_have_names_of_the_field() => Assert.Empty(
        from path in Repository.Sources()
        from Match match in Vague().Matches(File.ReadAllText(path))
        select $"{Repository.Relative(path)}: {match.Value}");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|Skip *= *""|catch *(\(Exception[^)]*\))? *\{ *\}|\.GetAwaiter\(\)\.GetResult\(\)")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(class|record|struct|interface) +\w*(Helper|Helpers|Utils|Util|Manager|Entity|Manifest)\b")]
    private static partial Regex Vague();
}
