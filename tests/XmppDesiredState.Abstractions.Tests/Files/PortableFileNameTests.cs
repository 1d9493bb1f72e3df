using CsCheck;
using XmppDesiredState.Files;

namespace XmppDesiredState.Tests.Files;

public sealed class PortableFileNameTests
{
    private const string Extension = ".yaml";

    [Theory]
    [InlineData("edge", "edge")]
    [InlineData("edge.", "edge%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData(".", "%2E")]
    public void Of_folder_endsInNoDot(string name, string folder) => Assert.Equal(folder, PortableFileName.Of(name));

    [Theory]
    [InlineData("fabrikam.com", "fabrikam.com.yaml")]
    [InlineData("tag:Sales", "tag%3ASales.yaml")]
    [InlineData("con.example", "%63on.example.yaml")]
    [InlineData("NUL", "%4EUL.yaml")]
    [InlineData("console.example", "console.example.yaml")]
    [InlineData("..", "%2E..yaml")]
    [InlineData("a/b\\c%d é", "a%2Fb%5Cc%25d%20%C3%A9.yaml")]
    public void Of_name_isPortable(string name, string file) => Assert.Equal(file, PortableFileName.Of(name, Extension));

    [Fact]
    public void Read_whatOfWrote_isTheName() => Gen.String[Gen.Char[" abAB.:/\\*?\"<>|%~é€"], 1, 20].Sample(name =>
    {
        Assert.Equal(name, PortableFileName.Read(PortableFileName.Of(name)));
        Assert.Equal(name, PortableFileName.Read(PortableFileName.Of(name, Extension), Extension));
        Assert.Equal(name, PortableFileName.Read(PortableFileName.Distinct(name, Extension), Extension));
    });

    [Theory]
    [InlineData("a.yml")]
    [InlineData("a b.yaml")]
    [InlineData("%4.yaml")]
    [InlineData("%C3.yaml")]
    [InlineData(".yaml")]
    public void Read_whatStandsForNoName_isNull(string file) => Assert.Null(PortableFileName.Read(file, Extension));
}
