using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Yaml.Tests;

public sealed class YamlWriterTests
{
    private static readonly string[] Words =
    [
        "", " ", "a", "true", "True", "no", "NULL", "~", "default", "5", "-5", "010", "0x1f", "1e3", "1.5", "1_000", "12:30:45", "2027-03-31", ".inf", "5m", "1h30m", "a: b", "a:b", "a:", "a #b", "# a",
        "- a", "-", "---", "...", "? a", "[a]", "{a}", "a, b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'a'", "\"a\"", "a\\b", "a\nb", "a\r\nb", "\ta", "a\t", " a", "a ", "a  b", "<<", "=", "\u00a0", "\u2028", "ä", "é", "書", "😀", "\ufffd", "y", "_1", "+1", "a\u0301",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(index => Words[index]),
        Gen.Int[0, Words.Length - 1].Array[0, 5].Select(indices => string.Concat(indices.Select(index => Words[index]))),
        Gen.String.Select(text => ForbiddenCharacters.InScalar(text) < 0 ? text : "x"));

    [Fact]
    public void Write_AnyValue_ReadsBackEqual() =>
        Any(3).Sample(value =>
        {
            var text = new YamlWriter().Entry("key", value).ToString();
            var (root, findings) = YamlTreeTests.Parse(text);
            Assert.True(findings.Count == 0, $"{text}\n{string.Join('\n', findings)}");
            Assert.Equal(new Value.Map(Value.Map.NoItems.Add("key", value)), YamlValues.ToValue(root!));
            Assert.Equal(text, YamlFormatter.Format(text, "f", _ => []).Text);
        });

    [Fact]
    public void Flow_AnyValue_ReadsBackEqual() =>
        Any(2).Sample(value => YamlValues.ToValue(YamlTreeTests.Parse($"[{YamlText.Flow(value)}]").Root!).Equals(new Value.List([value])));

    [Theory]
    [InlineData("fabrikam.com", "fabrikam.com")]
    [InlineData("Fabrikam, joint venture", "\"Fabrikam, joint venture\"")]
    [InlineData("5m", "5m")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("2027-03-31", "\"2027-03-31\"")]
    [InlineData("10.0.0.1", "\"10.0.0.1\"")]
    [InlineData("22:00", "\"22:00\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("Default", "\"Default\"")]
    [InlineData("a\nb\u0007", "\"a\\nb\\u0007\"")]
    public void Quote_Text_IsPlainOnlyWhereEveryReaderAgrees(string text, string expected) => Assert.Equal(expected, YamlText.Quote(text));

    [Fact]
    public void Write_StateFile_IsInCanonicalStyle()
    {
        var text = new YamlWriter()
            .Comment("$schema=x\n\nwritten by hand")
            .Entry("apiVersion", "xmppstate/v1")
            .Blank()
            .Map("partners", partners => partners
                .Entry("provider", "lync")
                .List("list", list => list
                    .Comment("the first")
                    .Item(item => item.Entry("domain", "fabrikam.com").Entry("keepAlive", new Value.Flag(true)).Entry("connectionLimit", new Value.Number(20)))
                    .Item(item => item.Entry("domain", "b.example").Entry("additionalDomains", new Value.List([new Value.Text("x.example"), new Value.Text("y.example")])))
                    .Item(new Value.Text("z"))))
            .ToString();
        Assert.Equal("""
            # $schema=x
            #
            # written by hand
            apiVersion: xmppstate/v1

            partners:
              provider: lync
              list:
                # the first
                - domain: fabrikam.com
                  keepAlive: true
                  connectionLimit: 20
                - domain: b.example
                  additionalDomains: [x.example, y.example]
                - z

            """.ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [InlineData("{ env: TSIG_SECRET }")]
    [InlineData("{ file: \"~/.ssh/id\", version: 2 }")]
    [InlineData("{ command: [vault, read, \"-x\"] }")]
    public void Flow_Secret_IsItsReference(string written)
    {
        Assert.True(SecretType.Instance.TryRead(YamlValues.ToValue(YamlTreeTests.Parse(written).Root!), out Value? secret, out _));
        Assert.Equal(written, YamlText.Flow(secret));
    }

    private static Gen<Value> Any(int depth)
    {
        var scalar = Gen.OneOf(Text.Select(text => (Value)new Value.Text(text)), Gen.Long.Select(number => (Value)new Value.Number(number)), Gen.Bool.Select(flag => (Value)new Value.Flag(flag)),
            Gen.Const((Value)Value.Cleared.Instance), Gen.Const((Value)Value.Default.Instance));
        if (depth == 0) return scalar;
        var inner = Any(depth - 1);
        return Gen.OneOf(scalar, inner.Array[1, 5].Select(items => (Value)new Value.List([.. items])),
            Gen.Select(Text, inner).Array[0, 5].Select(items => (Value)new Value.Map(items.DistinctBy(item => item.Item1).ToImmutableSortedDictionary(item => item.Item1, item => item.Item2, StringComparer.Ordinal))));
    }
}
