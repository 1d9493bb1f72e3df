using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace XmppDesiredState.Yaml.Tests;

public sealed partial class YamlFormatterTests
{
    private static readonly ImmutableArray<string> Keys = ["apiVersion", "name", "providers", "partners", "provider", "list", "domain", "description", "type"];

    [Theory]
    [InlineData("", "")]
    [InlineData("# only a comment", "# only a comment\n")]
    [InlineData("\r\nname: x  \r\n\r\n\r\n", "name: x\n")]
    [InlineData("name: x\rapiVersion: y\r", "apiVersion: y\nname: x\n")]
    [InlineData("# $schema=x\nname: x\napiVersion: y\n", "# $schema=x\napiVersion: y\nname: x\n")]
    [InlineData("# $schema=x\n\n# about the name\nname: x # n\napiVersion: y # v\n", "# $schema=x\n\napiVersion: y # v\n\n# about the name\nname: x # n\n")]
    [InlineData("# head\n---\nname: x\napiVersion: y\n...\n", "# head\n---\napiVersion: y\nname: x\n...\n")]
    [InlineData("other: 1\nname: x\nanother: 2\n", "name: x\nother: 1\nanother: 2\n")]
    [InlineData("partners:\n  list: []\nname: x\n\n\n\nproviders:\n  a: {}\n", "name: x\n\nproviders:\n  a: {}\n\npartners:\n  list: []\n")]
    [InlineData("type: { type: x,  domain: y }\n", "type: { type: x,  domain: y }\n")]
    [InlineData("type: {\n  type: x,   \n  domain: y\n}\nname: x\n", "name: x\n\ntype: {\n  type: x,\n  domain: y\n}\n")]
    [InlineData("type: |\n  a  \n\n  # no comment\n\n\nname: x\n", "name: x\n\ntype: |\n  a  \n\n  # no comment\n")]
    [InlineData("type: \"a  \n\n  b\"\nname: x\n", "name: x\n\ntype: \"a  \n\n  b\"\n")]
    [InlineData("partners:\n  - type: T\n    domain: d\n", "partners:\n  - domain: d\n    type: T\n")]
    [InlineData("partners:\n- type: T\n  # the domain\n  domain: d\n", "partners:\n# the domain\n- domain: d\n  type: T\n")]
    [InlineData("partners:\n  # first\n  - # dash\n    type: T\n    domain: d\n  # second\n  - x\n", "partners:\n  # first\n  - # dash\n    domain: d\n    type: T\n  # second\n  - x\n")]
    [InlineData("- - type: T\n    domain: d\n  - x\n", "- - domain: d\n    type: T\n  - x\n")]
    [InlineData("partners:\n  list:\n    - domain: a\n    # - domain: old\n\n# providers are here\nproviders:\n  a:\n  # end of providers\n# end\n",
        "# providers are here\nproviders:\n  a:\n  # end of providers\n\npartners:\n  list:\n    - domain: a\n    # - domain: old\n# end\n")]
    [InlineData("? type\n: x\nname: y\n", "? type\n: x\n\nname: y\n")]
    [InlineData("partners:\n  type:\n    domain: x\n  domain: y\n", "partners:\n  domain: y\n  type:\n    domain: x\n")]
    public void Format_Text_IsCanonical(string text, string expected)
    {
        var result = YamlFormatter.Format(text, "f", _ => Keys);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(expected, result.Text);
        Assert.Equal(expected, YamlFormatter.Format(expected, "f", _ => Keys).Text);
    }

    [Fact]
    public void Format_AsksForTheKeysOfEachPath()
    {
        var asked = new HashSet<string>();
        YamlFormatter.Format("partners:\n  list:\n    - type:\n        x: 1\n", "f", path =>
        {
            asked.Add(string.Join('/', path));
            return [];
        });
        Assert.Equal(["", "partners", "partners/list/[]", "partners/list/[]/type"], asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a: [\n")]
    [InlineData("b: &x 1\na: 2  \n")]
    [InlineData("a: 1\na: 2\n")]
    public void Format_Refused_LeavesTheText(string text)
    {
        var result = YamlFormatter.Format(text, "f", _ => Keys);
        Assert.NotEmpty(result.Diagnostics);
        Assert.Equal(text, result.Text);
    }

    [Fact]
    public void Format_WouldChangeTheData_LeavesTheText()
    {
        const string Text = "type: |+\n  a\n\n\n\nname: x\n";
        var result = YamlFormatter.Format(Text, "f", _ => Keys);
        Assert.True(result.Diagnostics.IsEmpty ? result.Text == "name: x\n\ntype: |+\n  a\n\n\n\n" : result.Text == Text);
    }

    [Fact]
    public void Format_AnyDocument_KeepsDataAndCommentsAndIsStable() =>
        Gen.Int.Sample(seed =>
        {
            var text = new DocumentMaker(seed).Make();
            var before = YamlTreeTests.Parse(text);
            Assert.True(before.Findings.Count == 0, text);
            var result = YamlFormatter.Format(text, "f", _ => Keys);
            Assert.True(result.Diagnostics.IsEmpty, $"{text}\n=> {string.Join('\n', result.Diagnostics)}");
            Assert.Equal(YamlValues.ToValue(before.Root!), YamlValues.ToValue(YamlTreeTests.Parse(result.Text).Root!));
            Assert.Equal(Comment().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal), Comment().Matches(result.Text).Select(match => match.Value).Order(StringComparer.Ordinal));
            Assert.Equal(result.Text, YamlFormatter.Format(result.Text, "f", _ => Keys).Text);
            Assert.Equal(result.Text, YamlFormatter.Format(text.ReplaceLineEndings("\r\n"), "f", _ => Keys).Text);
        }, iter: 3000);

    [Fact]
    public void Format_AnyPunctuation_IsLeftOrCanonical() =>
        Gen.Int[0, HostileTextTests.Pieces.Length - 1].Array[0, 20].Select(indices => string.Concat(indices.Select(index => HostileTextTests.Pieces[index]))).Sample(text =>
        {
            var result = YamlFormatter.Format(text, "f", _ => ["b", "a"]);
            return result.Diagnostics.IsEmpty ? YamlFormatter.Format(result.Text, "f", _ => ["b", "a"]).Diagnostics.IsEmpty : result.Text == text;
        }, time: 4);

    [GeneratedRegex("#c[0-9]+!")]
    private static partial Regex Comment();

    /// <summary>Documents of all block shapes, with comments and blank lines in all places.</summary>
    private sealed class DocumentMaker(int seed)
    {
        private static readonly string[] Names = ["name", "domain", "type", "list", "zeta", "description", "'quoted'", "omega"];
        private static readonly string[] Scalars = ["x", "'it''s #1'", "\"a # b\"", "5", "{ b: 1, a: [x] }", "[a,\n          b] ", "|\n{0}  text\n{0}  # no comment", ">-\n{0}   folded\n\n{0}   more", "", "two\n{0}  lines", "\"two\n{0}  lines\""];
        private readonly Random random = new(seed);
        private readonly StringBuilder text = new();
        private int comments;

        public string Make()
        {
            if (Maybe(30)) text.Append(Note()).Append('\n');
            Map(0, first: false, depth: 0);
            if (Maybe(20)) text.Append(Note()).Append('\n');
            return text.ToString();
        }

        private void Map(int indent, bool first, int depth)
        {
            foreach (var name in random.GetItems(Names, random.Next(1, 5)).Distinct())
            {
                if (!first) Gap(indent);
                text.Append(' ', first ? 0 : indent).Append(name).Append(':');
                first = false;
                Value(indent, depth, isItem: false);
            }
        }

        private void Value(int indent, int depth, bool isItem)
        {
            var shape = depth > 3 ? 0 : random.Next(5);
            if (shape < 3)
            {
                var scalar = Scalars[random.Next(Scalars.Length)].Replace("{0}", new string(' ', indent), StringComparison.Ordinal);
                text.Append(' ').Append(scalar).Append(scalar.Contains('\n', StringComparison.Ordinal) ? "" : End()).Append('\n');
            }
            else if (shape == 3 && isItem && Maybe(80))
            {
                text.Append(' ');
                Map(indent + 2, first: true, depth + 1);
            }
            else if (shape == 3)
            {
                text.Append(End()).Append('\n');
                Map(indent + 2, first: false, depth + 1);
            }
            else
            {
                text.Append(End()).Append('\n');
                var at = isItem ? indent + 2 : indent + (2 * random.Next(2));
                for (var item = random.Next(1, 4); item > 0; item--)
                {
                    Gap(at);
                    text.Append(' ', at).Append('-');
                    Value(at, depth + 1, isItem: true);
                }
            }
        }

        private void Gap(int indent)
        {
            while (Maybe(25)) text.Append(Maybe(50) ? "  \n" : new string(' ', Math.Max(0, indent + (2 * random.Next(-1, 3)))) + Note() + "\n");
        }

        private string End() => Maybe(20) ? " " + Note() : Maybe(10) ? "  " : "";

        private string Note() => $"#c{comments++}!";

        private bool Maybe(int percent) => random.Next(100) < percent;
    }
}
