using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Programs;

namespace XmppDesiredState.Tests.Programs;

public sealed class ArgumentTemplateTests
{
    private static readonly ImmutableArray<string> Known = ["member", "service"];

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["member"] = "edge 1; rm {service}", ["service"] = "access" };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{service}", "access")]
    [InlineData("--unit={service}.service", "--unit=access.service")]
    [InlineData("{service}{service}", "accessaccess")]
    [InlineData("{member}", "edge 1; rm {service}")]
    [InlineData("{{service}}", "{service}")]
    [InlineData("{{{service}}}", "{access}")]
    [InlineData("{{}}", "{}")]
    public void Fill_ReplacesInsideTheArgument(string text, string expected)
    {
        Assert.Null(ArgumentTemplate.Problem(text, Known));
        Assert.Equal(expected, ArgumentTemplate.Fill(text, Values));
    }

    [Theory]
    [InlineData("{membre}", "did you mean {member}?")]
    [InlineData("{}", "unknown placeholder {}")]
    [InlineData("{Member}", "unknown placeholder {Member}")]
    [InlineData("{ service }", "unknown placeholder")]
    [InlineData("a{", "single brace")]
    [InlineData("}a", "single brace")]
    [InlineData("{service", "single brace")]
    [InlineData("{{service}", "single brace")]
    [InlineData("a\0b", "NUL")]
    public void Problem_OfAWrongText_SaysWhat(string text, string expected) => Assert.Contains(expected, ArgumentTemplate.Problem(text, Known), StringComparison.Ordinal);

    [Fact]
    public void Fill_OfAnyTextWithDoubledBraces_IsThatText() => Gen.String.Where(text => !text.Contains('\0')).Sample(text =>
    {
        var written = text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return ArgumentTemplate.Problem(written, []) is null && ArgumentTemplate.Fill(written, Values) == text;
    });

    [Fact]
    public void Fill_OfAnyTextWithoutAProblem_NeverFails() => Gen.Char["{}ab"].Array[0, 12].Select(chars => new string(chars)).Sample(text =>
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" };
        if (ArgumentTemplate.Problem(text, ["a", "b"]) is null) _ = ArgumentTemplate.Fill(text, values);
    });
}
