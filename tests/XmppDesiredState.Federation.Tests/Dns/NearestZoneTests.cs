using XmppDesiredState.Federation.Dns;

namespace XmppDesiredState.Federation.Tests.Dns;

public sealed class NearestZoneTests
{
    private static readonly NearestZone Zones = new(["contoso.com", "eu.contoso.com", "test"]);

    // name | the zone it belongs to
    [Theory]
    [InlineData("contoso.com", "contoso.com")]
    [InlineData("_xmpp-server._tcp.contoso.com", "contoso.com")]
    [InlineData("_xmpp-server._tcp.eu.contoso.com", "eu.contoso.com")]
    [InlineData("_xmpp-server._tcp.deu.contoso.com", "contoso.com")]
    [InlineData("a.b.c.test", "test")]
    [InlineData("noncontoso.com", null)]
    [InlineData("com", null)]
    [InlineData("contoso.com.example", null)]
    [InlineData("", null)]
    public void Of_Name_IsTheLongestZoneItIsIn(string name, string? zone) => Assert.Equal(zone, Zones.Of(name));

    [Fact]
    public void Of_NoZones_IsNone() => Assert.Null(new NearestZone([]).Of("contoso.com"));
}
