using System.Diagnostics;
using System.Text;
using CsCheck;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml.Tests;

/// <summary>Texts made to stall or stop a reader: each ends soon, with a finding that has a code and a place.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string, string, string> Hostile { get; } = new()
    {
        { "brackets", Repeat("[", 100_000), "XDS1002" },
        { "braces", Repeat("{a: ", 100_000), "XDS1002" },
        { "dashes on a line", Repeat("- ", 100_000), "XDS1002" },
        { "dashes on lines", string.Concat(Enumerable.Range(0, 500).Select(depth => Repeat(" ", depth) + "-\n")), "XDS1002" },
        { "maps on lines", string.Concat(Enumerable.Range(0, 500).Select(depth => Repeat(" ", depth) + "a:\n")), "XDS1002" },
        { "question marks", Repeat("? ", 100_000), "XDS1002" },
        { "aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "XDS1003" },
        { "long text", "a: " + Repeat("x", 5_000_000), "XDS1002" },
        { "long quoted text", "a: '" + Repeat("x", 5_000_000) + "'", "XDS1002" },
        { "long block", "a: |\n" + Repeat("  x\n", 500_000), "XDS1002" },
        { "long unclosed text", "a: \"" + Repeat("x ", 500_000), "XDS1001" },
        { "long key", Repeat("x", 500_000) + ": 1", "XDS1002" },
        { "long tag", "a: !" + Repeat("x", 500_000) + " 1", "XDS1004" },
        { "long anchor", "a: &" + Repeat("x", 500_000) + " 1", "XDS1003" },
        { "documents", Repeat("---\n", 100_000), "XDS1005" },
        { "directives", Repeat("%X y\n", 100_000) + "--- !t a\n", "XDS1004" },
        { "colons", Repeat(": ", 100_000), "XDS1001" },
        { "closing brackets", Repeat("]", 100_000), "XDS1001" },
    };

    internal static readonly string[] Pieces =
    [
        "a", "b", " ", "  ", "\n", "\n  ", ": ", ":", "- ", "-", "? ", "?", "[", "]", "{", "}", ",", "&a", "*a", "!t", "!<", "!!", "|", ">", "'", "\"",
        "%", "@", "`", "#", " #", "---", "...", "\t", "\\", "\\x", "\\u", "\\U0011", "\r", "\0", "\u0085", "\u2028", "\ufeff", "😀", "%YAML ", "%TAG ", "1.2", "|+2", ">-1", "<<: ", "~",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Parse_Hostile_IsRefusedSoon(string name, string text, string code)
    {
        Assert.NotEmpty(name);
        var findings = new List<Diagnostic>();
        var clock = Stopwatch.StartNew();
        _ = YamlTree.Parse(text, "f", YamlLimits.Default, findings);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
        Assert.Contains(findings, finding => finding.Code == code && finding.Where is { Line: > 0, Column: > 0 });
        Assert.All(findings, finding => Assert.True(finding.Summary.Length < 1000, "a hostile text is not echoed"));
    }

    [Theory]
    [InlineData("- x\n")]
    [InlineData("- { domain: x, type: y }\n")]
    [InlineData("- domain: x\n  type: y\n")]
    [InlineData("# comment\n- x\n")]
    [InlineData("- \"x\"\n\n\n")]
    public void Parse_FlatList_TakesLinearTime(string item)
    {
        var clock = Stopwatch.StartNew();
        var root = YamlTreeTests.Parse(Repeat(item, 100_000)).Root;
        Assert.Equal(100_000, Assert.IsType<YamlSequence>(root).Items.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Parse_MapOfManyKeys_TakesLinearTime()
    {
        var clock = Stopwatch.StartNew();
        var root = YamlTreeTests.Parse(string.Concat(Enumerable.Range(0, 100_000).Select(n => $"k{n}: 1\n"))).Root;
        Assert.Equal(100_000, Assert.IsType<YamlMapping>(root).Entries.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Parse_TooManyNodes_IsRefused() =>
        Assert.Equal("XDS1002", Assert.Single(YamlTreeTests.Parse("[a, b, c]", new YamlLimits { Nodes = 3 }).Findings).Code);

    [Fact]
    public void Parse_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Survives(Encoding.Latin1.GetString(bytes)), time: 2);

    [Fact]
    public void Parse_AnyPunctuation_NeverThrows() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index])
            .Array[0, 40].Select(string.Concat).Sample(Survives, time: 5);

    private static bool Survives(string text)
    {
        var findings = new List<Diagnostic>();
        var root = YamlTree.Parse(text, "f", YamlLimits.Default, findings);
        if (root is not null) _ = YamlValues.ToValue(root);
        return (root is not null || findings.Count > 0) && findings.All(finding => finding.Where is { Line: > 0, Column: > 0 });
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
