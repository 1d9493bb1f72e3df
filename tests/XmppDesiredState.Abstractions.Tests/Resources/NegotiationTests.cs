using XmppDesiredState.Resources;
using static XmppDesiredState.Resources.AuthenticationMethods;
using static XmppDesiredState.Resources.NegotiationLevel;

namespace XmppDesiredState.Tests.Resources;

/// <summary>The 18 rows of Microsoft's "Negotiation settings for XMPP federated partners in Lync Server 2013".</summary>
public sealed class NegotiationTests
{
    public static TheoryData<int, NegotiationLevel, NegotiationLevel, bool, AuthenticationMethods, string> Matrix { get; } = new()
    {
        { 1, Required, Required, true, SaslOverTls, "warn" },
        { 2, Required, Required, false, SaslOverTls, "ok" },
        { 3, Optional, Required, true, SaslOverTls | TlsDialback | TcpDialback, "warn" },
        { 4, Optional, Required, false, SaslOverTls, "warn" },
        { 5, NotSupported, Required, true, TcpDialback, "warn" },
        { 6, NotSupported, Required, false, None, "invalid" },
        { 7, Required, Optional, true, SaslOverTls | TlsDialback, "ok" },
        { 8, Required, Optional, false, SaslOverTls, "ok" },
        { 9, Optional, Optional, true, SaslOverTls | TlsDialback | TcpDialback, "warn" },
        { 10, Optional, Optional, false, SaslOverTls, "warn" },
        { 11, NotSupported, Optional, true, TcpDialback, "warn" },
        { 12, NotSupported, Optional, false, None, "invalid" },
        { 13, Required, NotSupported, true, TlsDialback, "ok" },
        { 14, Required, NotSupported, false, None, "invalid" },
        { 15, Optional, NotSupported, true, TlsDialback | TcpDialback, "ok" },
        { 16, Optional, NotSupported, false, None, "invalid" },
        { 17, NotSupported, NotSupported, true, TcpDialback, "ok" },
        { 18, NotSupported, NotSupported, false, None, "invalid" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Methods_Row_AreThoseOfTheTable(int row, NegotiationLevel tls, NegotiationLevel sasl, bool dialback, AuthenticationMethods methods, string judgement)
    {
        Assert.InRange(row, 1, 18);
        var negotiation = new Negotiation(tls, sasl, dialback);
        var isWarned = negotiation.DialbackNeverOperates || negotiation.SaslWithoutRequiredTls;
        Assert.Equal(methods, negotiation.Methods);
        Assert.Equal(judgement, negotiation.IsInvalid ? "invalid" : isWarned ? "warn" : "ok");
        Assert.False(negotiation.IsInvalid && isWarned);
    }

    [Theory]
    [InlineData("sasl-over-tls", Required, Required, false)]
    [InlineData("sasl-or-tls-dialback", Required, Optional, true)]
    [InlineData("tls-dialback", Required, NotSupported, true)]
    [InlineData("opportunistic", Optional, Optional, true)]
    [InlineData("tcp-dialback", NotSupported, NotSupported, true)]
    public void Presets_Name_IsTheTriple(string name, NegotiationLevel tls, NegotiationLevel sasl, bool dialback)
    {
        var negotiation = new Negotiation(tls, sasl, dialback);
        Assert.Equal(negotiation, Negotiation.Presets.Single(preset => preset.Name == name).Negotiation);
        Assert.Equal(name, negotiation.ToString());
        Assert.False(negotiation.IsInvalid);
        Assert.True(NegotiationType.Instance.TryRead(new XmppDesiredState.Values.Value.Text(name), out Negotiation? read, out _));
        Assert.Equal(negotiation, read);
    }

    [Fact]
    public void OnCreate_IsSaslOrTlsDialback() => Assert.Equal("sasl-or-tls-dialback", Negotiation.OnCreate.PresetName);

    [Fact]
    public void ToString_WithoutPreset_NamesTheThree() => Assert.Equal("TLS Optional, SASL NotSupported, dialback on", new Negotiation(Optional, NotSupported, true).ToString());
}
