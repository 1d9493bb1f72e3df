using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml.Tests;

public sealed class YamlTreeTests
{
    [Theory]
    [InlineData("a: [b\n", "XDS1001", 2, 1)]
    [InlineData("a: 'b\n", "XDS1001", 1, 4)]
    [InlineData("a: \"b\n", "XDS1001", 1, 4)]
    [InlineData("a: b: c\n", "XDS1001", 1, 5)]
    [InlineData("a:\n\tb: 1\n", "XDS1001", 2, 1)]
    [InlineData("a: &x 1\n", "XDS1003", 1, 4)]
    [InlineData("a: *x\n", "XDS1003", 1, 4)]
    [InlineData("a: 1\n<<: *x\n", "XDS1003", 2, 5)]
    [InlineData("a: !System.Diagnostics.Process {}\n", "XDS1004", 1, 4)]
    [InlineData("a: !!str 1\n", "XDS1004", 1, 4)]
    [InlineData("a: ! 1\n", "XDS1004", 1, 4)]
    [InlineData("%YAML 1.1\n---\na: 1\n", "XDS1004", 1, 1)]
    [InlineData("%TAG ! tag:evil,2026:\n---\na: 1\n", "XDS1004", 1, 1)]
    [InlineData("a: 1\n---\nb: 2\n", "XDS1005", 2, 1)]
    [InlineData("a: 1\n...\n---\nb: 2\n", "XDS1005", 3, 1)]
    [InlineData("a: 1\nb: 2\na: 3\n", "XDS1006", 3, 1)]
    [InlineData("a: { b: 1, 'b': 2 }\n", "XDS1006", 1, 12)]
    [InlineData("[a]: 1\n", "XDS1007", 1, 1)]
    [InlineData("? {a: b}\n: 1\n", "XDS1007", 1, 3)]
    [InlineData("a: \"x\\u0000\"\n", "XDS1008", 1, 4)]
    [InlineData("a: \"\\uFFFE\"\n", "XDS1008", 1, 4)]
    [InlineData("a: [\"\\u202e\"]\n", "XDS1008", 1, 5)]
    [InlineData("\"\\a\": 1\n", "XDS1008", 1, 1)]
    [InlineData("a: 1\r\nb: *x\r\n", "XDS1003", 2, 4)]
    [InlineData("a: 1\rb: *x\r", "XDS1003", 2, 4)]
    [InlineData("a: [😀😀, *x]\n", "XDS1003", 1, 11)]
    public void Parse_Refused_SaysWhatAndWhere(string text, string code, int line, int column)
    {
        var (_, findings) = Parse(text);
        var finding = Assert.Single(findings);
        Assert.Equal((code, line, column), (finding.Code, finding.Where!.Line, finding.Where.Column));
        Assert.EndsWith(".", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("--- # nothing\n...\n")]
    public void Parse_NoContent_IsAnEmptyMapping(string text)
    {
        var (root, findings) = Parse(text);
        Assert.Empty(findings);
        Assert.Empty(Assert.IsType<YamlMapping>(root).Entries);
    }

    [Fact]
    public void Parse_RepeatedKey_KeepsTheFirstAndNamesBoth()
    {
        var (root, findings) = Parse("a: 1\na: 2\nA: 3\n");
        Assert.Equal(["a", "A"], Assert.IsType<YamlMapping>(root).Entries.Select(entry => entry.Key.Text));
        Assert.Equal((2, 1), (findings[0].Where!.Line, findings[0].Related!.Line));
    }

    [Fact]
    public void Parse_SeveralFindings_ReportsAll() =>
        Assert.Equal(["XDS1003", "XDS1006", "XDS1004"], Parse("a: &x 1\na: 2\nb: !t 3\n").Findings.Select(finding => finding.Code));

    [Fact]
    public void Parse_ManyFindings_EndsAtTheLimit()
    {
        var (root, findings) = Parse(string.Concat(Enumerable.Repeat("a: 1\n", 10_000)));
        Assert.Null(root);
        Assert.Equal(YamlLimits.Default.Findings, findings.Count);
    }

    [Fact]
    public void Parse_Node_KnowsItsPlace()
    {
        var root = (YamlMapping)Parse("a:\n  - x\n  - \"😀\": [1, { b: c }]\n").Root!;
        var list = (YamlSequence)root["a"]!;
        var flow = (YamlSequence)((YamlMapping)list.Items[1])["😀"]!;
        Assert.Equal((2, 3, false), (list.Line, list.Column, list.IsFlow));
        Assert.Equal("f:2:5", list.Items[0].Span.ToString());
        Assert.Equal((3, 11, 3, 24), (flow.Line, flow.Column, flow.EndLine, flow.EndColumn));
        Assert.True(flow.IsFlow && ((YamlMapping)flow.Items[1]).IsFlow);
        Assert.Null(root["b"]);
    }

    [Theory]
    [InlineData("a: 'true'\n", "true", false)]
    [InlineData("a: true\n", "true", true)]
    [InlineData("a: |\n  x\n  y\n", "x\ny\n", false)]
    [InlineData("a: >-\n  x\n  y\n", "x y", false)]
    [InlineData("a: x\n  y\n", "x y", true)]
    [InlineData("a: \"x\\n\\u00e4\"\n", "x\nä", false)]
    [InlineData("a:\n", "", true)]
    public void Parse_Scalar_HasItsContent(string text, string content, bool isPlain)
    {
        var scalar = (YamlScalar)((YamlMapping)Parse(text).Root!)["a"]!;
        Assert.Equal((content, isPlain), (scalar.Text, scalar.IsPlain));
    }

    internal static (YamlNode? Root, List<Diagnostic> Findings) Parse(string text, YamlLimits? limits = null)
    {
        var findings = new List<Diagnostic>();
        return (YamlTree.Parse(text, "f", limits ?? YamlLimits.Default, findings), findings);
    }
}
