using CsCheck;
using XmppDesiredState.Providers.Local;

namespace XmppDesiredState.Providers.Tests.Local;

public sealed class LocalFileNameTests
{
    [Theory]
    [InlineData("fabrikam.com", "fabrikam.com.yaml")]
    [InlineData("tag:Sales", "tag%3ASales.yaml")]
    [InlineData("con.example", "%63on.example.yaml")]
    [InlineData("NUL", "%4EUL.yaml")]
    [InlineData("console.example", "console.example.yaml")]
    [InlineData("..", "%2E..yaml")]
    [InlineData("a/b\\c%d é", "a%2Fb%5Cc%25d%20%C3%A9.yaml")]
    public void Of_name_isPortable(string name, string file) => Assert.Equal(file, LocalFileName.Of(name));

    [Fact]
    public void Read_whatOfWrote_isTheName() => Gen.String[Gen.Char[" abAB.:/\\*?\"<>|%~é€"], 1, 20].Sample(name =>
    {
        Assert.Equal(name, LocalFileName.Read(LocalFileName.Of(name)));
        Assert.Equal(name, LocalFileName.Read(LocalFileName.Distinct(name)));
    });

    [Theory]
    [InlineData("a.yml")]
    [InlineData("a b.yaml")]
    [InlineData("%4.yaml")]
    [InlineData("%C3.yaml")]
    [InlineData(".yaml")]
    public void Read_whatStandsForNoName_isNull(string file) => Assert.Null(LocalFileName.Read(file));
}
