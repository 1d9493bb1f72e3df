using System.Text;
using CsCheck;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml.Tests;

public sealed class YamlSourceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("name: contoso\n")]
    [InlineData("a: \tb\r\nc: d\r")]
    [InlineData("name: Bücher 書 😀\n")]
    public void Read_Utf8_IsTheText(string text)
    {
        Assert.Equal(text, Read(Encoding.UTF8.GetBytes(text)).Text);
        Assert.Equal(text, Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).Text);
    }

    [Theory]
    [InlineData("a: \0", 1, 4, "U+0000")]
    [InlineData("a: b\u001b[31m", 1, 5, "U+001B")]
    [InlineData("a: \u007f", 1, 4, "U+007F")]
    [InlineData("a: x\u0085", 1, 5, "U+0085")]
    [InlineData("a: 1\nb: \u202ex", 2, 4, "U+202E")]
    [InlineData("a: 1\r\nb: \u200f", 2, 4, "U+200F")]
    [InlineData("a: 1\rb: \u061c", 2, 4, "U+061C")]
    [InlineData("a: \u2066", 1, 4, "U+2066")]
    [InlineData("a: \u2028", 1, 4, "U+2028")]
    [InlineData("a: \ufffe", 1, 4, "U+FFFE")]
    [InlineData("a: \uffff", 1, 4, "U+FFFF")]
    [InlineData("a: \ufdd0", 1, 4, "U+FDD0")]
    [InlineData("a: \ufeff", 1, 4, "U+FEFF")]
    [InlineData("😀: 😀\n😀: \U0001fffe", 2, 5, "U+1FFFE")]
    public void Read_ForbiddenCharacter_IsRefusedAtItsPlace(string text, int line, int column, string named)
    {
        var (read, findings) = Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(read);
        var finding = Assert.Single(findings);
        Assert.Equal(("XDS1008", line, column), (finding.Code, finding.Where!.Line, finding.Where.Column));
        Assert.Contains(named, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralForbiddenCharacters_NamesEach()
    {
        var (_, findings) = Read("a: \u202e\u202e\nb: \U0001fffe\0"u8.ToArray());
        Assert.Equal(["f:1:4", "f:1:5", "f:2:4", "f:2:6"], findings.Select(finding => finding.Where!.ToString()));
    }

    [Fact]
    public void Read_BinaryFile_EndsAfterTwentyFindings() => Assert.Equal(20, Read(Enumerable.Repeat((byte)1, 100_000).ToArray()).Findings.Count);

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xc3, 0xa4, 0xfc, (byte)'b' }, 2, 2)]
    [InlineData(new byte[] { 0xc0, 0x80 }, 1, 1)]
    [InlineData(new byte[] { (byte)'a', 0xed, 0xa0, 0x80 }, 1, 2)]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98, 0x80, 0xf0, 0x9f }, 1, 3)]
    public void Read_NotUtf8_IsRefusedAtTheByte(byte[] bytes, int line, int column)
    {
        var (read, findings) = Read(bytes);
        Assert.Null(read);
        var finding = Assert.Single(findings);
        Assert.Equal(("XDS1008", line, column), (finding.Code, finding.Where!.Line, finding.Where.Column));
        Assert.Contains("not UTF-8", finding.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    public void Read_OtherEncoding_IsNamed(string encoding, string named)
    {
        var coder = Encoding.GetEncoding(encoding);
        var finding = Assert.Single(Read([.. coder.Preamble, .. coder.GetBytes("name: x\n")]).Findings);
        Assert.Contains($"saved as {named}", finding.Summary, StringComparison.Ordinal);
        Assert.Equal("Save it as UTF-8.", finding.Fix);
    }

    [Fact]
    public void Read_Utf16WithoutMark_IsNamed() =>
        Assert.Contains("UTF-16", Assert.Single(Read(Encoding.Unicode.GetBytes("name: x\n")).Findings).Summary, StringComparison.Ordinal);

    [Fact]
    public void Read_TooManyBytes_IsRefused()
    {
        var findings = new List<Diagnostic>();
        Assert.Null(YamlSource.Read(new byte[11], "f", new YamlLimits { Bytes = 10 }, findings));
        Assert.Equal("XDS1002", Assert.Single(findings).Code);
    }

    [Fact]
    public void Read_AnyBytes_GivesTextOrFindings() =>
        Gen.Byte.Array[0, 40].Sample(bytes =>
        {
            var (text, findings) = Read(bytes);
            return (text is null) == (findings.Count > 0);
        });

    private static (string? Text, List<Diagnostic> Findings) Read(byte[] bytes)
    {
        var findings = new List<Diagnostic>();
        return (YamlSource.Read(bytes, "f", YamlLimits.Default, findings), findings);
    }
}
