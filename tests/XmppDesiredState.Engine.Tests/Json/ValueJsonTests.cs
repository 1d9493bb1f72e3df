using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Json;

public sealed class ValueJsonTests
{
    [Fact]
    public void Anything_WrittenAndRead_IsTheSame() => Generators.Anything.Sample(value =>
    {
        var (read, findings) = Read(Write(value));
        Assert.Empty(findings);
        Assert.Equal(value, read);
    });

    [Theory]
    [InlineData("null", "Cleared { }")]
    [InlineData("""{"$later":3}""", "Later { Step = 3 }")]
    [InlineData("""{"$default":true}""", "Default { }")]
    [InlineData("\"x\"", "Text { Content = x }")]
    [InlineData("-5", "Number { Content = -5 }")]
    public void Form_Read_IsTheValue(string json, string expected) => Assert.Equal(expected, Read(json).Value?.ToString());

    [Fact]
    public void Secret_Written_IsAReference() => Assert.Equal("""{"$secret":{"env":["DIALBACK"]},"version":2}""",
        Write(new Value.Secret(new SecretReference(SecretSource.Environment, ["DIALBACK"]), 2)));

    [Theory]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("""{"$later":0}""")]
    [InlineData("""{"$later":"3"}""")]
    [InlineData("""{"$default":false}""")]
    [InlineData("""{"$unheard":1}""")]
    [InlineData("""{"$secret":{"env":[]},"version":0}""")]
    [InlineData("""{"$secret":{"vault":["x"]},"version":0}""")]
    [InlineData("""{"$secret":"hunter2"}""")]
    public void Form_NotAValue_IsReported(string json)
    {
        var finding = Assert.Single(Read(json).Findings);
        Assert.DoesNotContain("hunter2", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", 7)]
    [InlineData("[1,]", 3)]
    [InlineData("[1] x", 4)]
    [InlineData("// no\n1", 0)]
    [InlineData("\"\\ud800\"", 0)]
    [InlineData("", 0)]
    public void Text_NotStrictJson_IsReportedWithItsPlace(string json, int offset) => Assert.Equal((JsonFindingKind.Syntax, offset), Kind(Read(json).Findings));

    [Fact]
    public void Bytes_NotUtf8_AreReportedWithTheirPlace() => Assert.Equal((JsonFindingKind.Syntax, 2), Kind(Read([(byte)'"', (byte)'a', 0xFF, (byte)'"']).Findings));

    [Fact]
    public void Brackets_AHundredThousand_AreOverTheLimit() => Assert.NotEmpty(Read(new string('[', 100_000)).Findings);

    [Fact]
    public void Place_AfterUmlauts_CountsCharacters()
    {
        var reading = new JsonReading(Encoding.UTF8.GetBytes("{\n \"ä😀\": x}"), "p.json");
        Assert.Null(JsonTree.Read(reading, 100));
        Assert.Equal("p.json:2:9", reading.At(reading.Findings[0].Offset).ToString());
    }

    private static (JsonFindingKind, int) Kind(IReadOnlyList<JsonFinding> findings) => (findings[0].Kind, findings[0].Offset);

    private static string Write(Value value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.OneLine)) ValueJson.Write(writer, value);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static (Value? Value, IReadOnlyList<JsonFinding> Findings) Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static (Value? Value, IReadOnlyList<JsonFinding> Findings) Read(byte[] json)
    {
        var reading = new JsonReading(json, "value.json");
        var root = JsonTree.Read(reading, 1_000_000);
        return (root is null ? null : ValueJson.Read(root, reading), reading.Findings);
    }
}
