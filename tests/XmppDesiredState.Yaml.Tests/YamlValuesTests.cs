using XmppDesiredState.Values;

namespace XmppDesiredState.Yaml.Tests;

public sealed class YamlValuesTests
{
    public static TheoryData<string, Value> Scalars { get; } = new()
    {
        { "true", new Value.Flag(true) },
        { "false", new Value.Flag(false) },
        { "True", new Value.Text("True") },
        { "yes", new Value.Text("yes") },
        { "'true'", new Value.Text("true") },
        { "5", new Value.Number(5) },
        { "-5", new Value.Number(-5) },
        { "0", new Value.Number(0) },
        { "9223372036854775807", new Value.Number(long.MaxValue) },
        { "9223372036854775808", new Value.Text("9223372036854775808") },
        { "010", new Value.Text("010") },
        { "+5", new Value.Text("+5") },
        { "0x10", new Value.Text("0x10") },
        { "1.5", new Value.Text("1.5") },
        { "'5'", new Value.Text("5") },
        { "-", new Value.List([Value.Cleared.Instance]) },
        { "2027-03-31", new Value.Text("2027-03-31") },
        { "null", Value.Cleared.Instance },
        { "~", Value.Cleared.Instance },
        { "[]", Value.Cleared.Instance },
        { "'null'", new Value.Text("null") },
        { "default", Value.Default.Instance },
        { "\"default\"", new Value.Text("default") },
        { "|\n  5\n", new Value.Text("5\n") },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void ToValue_Node_MeansTheValue(string text, Value value) => Assert.Equal(value, YamlValues.ToValue(YamlTreeTests.Parse(text).Root!));

    [Fact]
    public void ToValue_Map_IsSortedByKey() =>
        Assert.Equal(["B", "a"], Assert.IsType<Value.Map>(YamlValues.ToValue(YamlTreeTests.Parse("a: 1\nB: 2\n").Root!)).Items.Keys);
}
