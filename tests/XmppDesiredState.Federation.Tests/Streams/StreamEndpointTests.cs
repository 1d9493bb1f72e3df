using CsCheck;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Tests.Streams;

public sealed class StreamEndpointTests
{
    [Theory]
    [InlineData("edge1.contoso.com:5269", "edge1.contoso.com", 5269)]
    [InlineData("edge1.contoso.com", "edge1.contoso.com", 5269)]
    [InlineData("edge1:1", "edge1", 1)]
    [InlineData("192.0.2.1:65535", "192.0.2.1", 65535)]
    [InlineData("192.0.2.1", "192.0.2.1", 5269)]
    [InlineData("[2001:db8::1]:5270", "2001:db8::1", 5270)]
    [InlineData("[::1]", "::1", 5269)]
    [InlineData("[2001:DB8:0::1]", "2001:db8::1", 5269)]
    [InlineData("Edge1.Müller.Example:5269", "edge1.xn--mller-kva.example", 5269)]
    public void TryParse_endpoint_isRead(string text, string host, int port)
    {
        Assert.True(StreamEndpoint.TryParse(text, StreamEndpoint.DefaultPort, out var endpoint));
        Assert.Equal(new StreamEndpoint(host, port), endpoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":5269")]
    [InlineData("edge1.contoso.com:")]
    [InlineData("edge1.contoso.com:0")]
    [InlineData("edge1.contoso.com:65536")]
    [InlineData("edge1.contoso.com:+1")]
    [InlineData("edge1.contoso.com: 1")]
    [InlineData("2001:db8::1")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]5269")]
    [InlineData("[192.0.2.1]:5269")]
    [InlineData("[]:5269")]
    [InlineData("1.2.3:5269")]
    [InlineData("0x7f.1:5269")]
    [InlineData("12345:5269")]
    [InlineData("edge 1:5269")]
    [InlineData("xmpp://edge1:5269")]
    [InlineData("edge1.contoso.com/a:5269")]
    public void TryParse_other_isRefused(string text) => Assert.False(StreamEndpoint.TryParse(text, StreamEndpoint.DefaultPort, out _));

    [Fact]
    public void TryParse_withoutDefault_needsAPort() => Assert.False(StreamEndpoint.TryParse("edge1.contoso.com", null, out _));

    [Fact]
    public void TryParse_whatToStringWrote_isTheSame() => Gen.Select(Gen.Int[0, 3].Select(i => new[] { "a.example", "edge-1", "192.0.2.7", "2001:db8::7" }[i]), Gen.Int[1, 65535]).Sample((host, port) =>
        StreamEndpoint.TryParse(new StreamEndpoint(host, port).ToString(), null, out var read) && read == new StreamEndpoint(host, port));
}
