using CsCheck;
using XmppDesiredState.Files;

namespace XmppDesiredState.Tests.Files;

public sealed class PortableFileNameTests
{
    [Theory]
    [InlineData("edge-external", "edge-external")]
    [InlineData("Edge_1.v2", "Edge_1.v2")]
    [InlineData("../x", "%2e.%2fx")]
    [InlineData("con", "%63on")]
    [InlineData("NUL.txt", "%4eUL.txt")]
    [InlineData("a b*", "a%20b%2a")]
    [InlineData("end.", "end%2e")]
    [InlineData("ä", "%c3%a4")]
    public void Of_EscapesWhatAFileSystemRefuses(string name, string file) => Assert.Equal(file, PortableFileName.Of(name));

    [Fact]
    public void Of_DifferentNames_AreDifferentFiles() =>
        Gen.Select(Gen.String[Gen.Char["ab./%:ä2e"], 0, 6], Gen.String[Gen.Char["ab./%:ä2e"], 0, 6]).Sample((one, other) => one == other == (PortableFileName.Of(one) == PortableFileName.Of(other)));
}
