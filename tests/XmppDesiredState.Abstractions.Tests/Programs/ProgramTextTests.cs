using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Programs;

namespace XmppDesiredState.Tests.Programs;

public sealed class ProgramTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b[", "")]
    [InlineData("\u001b", "")]
    [InlineData("a\tb\r", "a b")]
    [InlineData("evil\u202etxt.exe", "eviltxt.exe")]
    [InlineData("bell\u0007\u0000", "bell")]
    [InlineData("next\u2028line", "nextline")]
    [InlineData("bücher ✓", "bücher ✓")]
    public void Clean_LeavesWhatCanBeShown(string line, string expected) => Assert.Equal(expected, ProgramText.Clean(line));

    [Fact]
    public void Hide_OverlappingSecrets_HidesTheLongestFirst() =>
        Assert.Equal("a (secret) b (secret) c", ProgramText.Hide("a hunter22 b hunter2 c", ["hunter2", "hunter22"]));

    [Fact]
    public void Hide_SecretOfSeveralLines_HidesEachLine() =>
        Assert.Equal("x (secret) y (secret)", ProgramText.Hide("x first-line y second-line", ["first-line\nsecond-line"]));

    [Fact]
    public void Hide_EmptySecret_ChangesNothing() => Assert.Equal("text", ProgramText.Hide("text", ["", " "]));

    [Fact]
    public void LastLines_NotUtf8_IsReadAllTheSame() =>
        Assert.Equal("caf\ufffd / end", new ProgramErrors(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xe9, (byte)'\n', (byte)'\n', (byte)'e', (byte)'n', (byte)'d' }, IsCut: false).LastLines(5, []));

    [Fact]
    public void LastLines_SecretBrokenUpByControls_IsHidden() =>
        Assert.Equal("key (secret)", Errors("key hun\u0007ter2\n", isCut: false).LastLines(1, ["hunter2"]));

    [Fact]
    public void LastLines_CutInsideASecret_DropsThatLine() => Assert.Equal("after", Errors("ter2 shown\nafter\n", isCut: true).LastLines(5, ["hunter2"]));

    [Fact]
    public void LastLines_OnlyACutLine_SaysNothing() => Assert.Equal("", Errors("ter2 shown", isCut: true).LastLines(5, ["hunter2"]));

    [Fact]
    public void LastLines_LongLine_IsShortened() => Assert.Equal(301, Errors(new string('x', 5000), isCut: false).LastLines(1, []).Length);

    [Fact]
    public void LastLines_Several_AreTheLast() => Assert.Equal("2 / 3", Errors("1\n2\n3\n", isCut: false).LastLines(2, ImmutableArray<string>.Empty));

    [Theory]
    [InlineData("a\n-----BEGIN PRIVATE KEY-----\nMIIcanary\n-----END PRIVATE KEY-----\nb", "a / (secret) / b")]
    [InlineData("a\n-----BEGIN EC PRIVATE KEY-----\nMIIcanary", "a / (secret)")]
    [InlineData("MIIcanary\n-----END RSA PRIVATE KEY-----\nb\n-----BEGIN CERTIFICATE-----\nMII", "(secret) / b / -----BEGIN CERTIFICATE----- / MII")]
    public void LastLines_PrivateKey_IsNeverShown(string text, string expected) => Assert.Equal(expected, Errors(text, isCut: false).LastLines(9, []));

    private static ProgramErrors Errors(string text, bool isCut) => new(Encoding.UTF8.GetBytes(text), isCut);
}
