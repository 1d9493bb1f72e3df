using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Values;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class Rfc2136FactoryTests
{
    private static readonly SourceSpan Here = new("x.yaml", 1, 1, 1, 1);

    private static ProviderDeclaration Declaration(string[] servers, string[] zones, params string[] keys) =>
        new("dns", "rfc2136", Settings(servers, zones, [.. keys.Select(key => (key, "c2VjcmV0"))]).Options, "/", Here);

    [Fact]
    public void Check_SoundOptions_FindsNothing() =>
        Assert.Empty(new Rfc2136ProviderFactory().Check(Declaration(["ns1.contoso.com", "192.0.2.1:5353", "[2001:db8::1]:53", "localhost:1"], ["Contoso.com.", "_tcp.fabrikam.com", "test"], "xmpp-key", "key_2.contoso.com.")));

    [Theory]
    [InlineData("ns1:port", "contoso.com", "key")]
    [InlineData("ns1:53", "a..b", "key")]
    [InlineData("ns1:53", "contoso.com", "a b")]
    public void Check_OneUnsoundOption_IsOneError(string server, string zone, string key) =>
        Assert.Equal("XDS9916", Assert.Single(new Rfc2136ProviderFactory().Check(Declaration([server], [zone], key))).Code);

    [Fact]
    public void Check_Twice_IsAnError()
    {
        Assert.Equal("XDS9916", Assert.Single(new Rfc2136ProviderFactory().Check(Declaration(["ns1"], ["contoso.com", "CONTOSO.com."], "key"))).Code);
        Assert.Equal("XDS9916", Assert.Single(new Rfc2136ProviderFactory().Check(Declaration(["ns1"], ["contoso.com"], "key", "KEY."))).Code);
    }

    [Theory]
    [InlineData("ns1.contoso.com")]
    [InlineData("192.0.2.1:0")]
    public void Check_SettleWithoutAnAddress_IsAnError(string resolver)
    {
        var declaration = Declaration(["ns1"], ["contoso.com"], "key");
        declaration = declaration with { Options = declaration.Options.Add("settle", new Value.Map(Value.Map.NoItems.Add("resolver", new Value.Text(resolver)))) };
        Assert.Equal("XDS9916", Assert.Single(new Rfc2136ProviderFactory().Check(declaration)).Code);
    }

    [Fact]
    public void Check_DomainInNoZone_IsAnError()
    {
        var declaration = Declaration(["ns1"], ["contoso.com"], "key");
        var all = new DesiredState { Providers = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty.Add("dns", declaration) };
        var factory = new Rfc2136ProviderFactory();
        Assert.Empty(factory.Check(new Declared(Srv("_xmpp-server._tcp.a.contoso.com", null, A), "dns", Here), all));
        Assert.Equal("XDS9918", Assert.Single(factory.Check(new Declared(Srv("_xmpp-server._tcp.notcontoso.com", null, A), "dns", Here), all)).Code);
    }

    [Fact]
    public void Server_OneOrSeveral_IsReadAndWrittenAlike()
    {
        Assert.True(Rfc2136Options.Server.TryRead(new Value.Text("ns1"), out var one, out _));
        Assert.Equal(new Value.Text("ns1"), one);
        Assert.True(Rfc2136Options.Server.TryRead(new Value.List([new Value.Text("ns1"), new Value.Text("ns2")]), out var several, out _));
        Assert.Equal("ns1, ns2", Rfc2136Options.Server.Show(several!));
        Assert.False(Rfc2136Options.Server.TryRead(new Value.Number(1), out _, out _));
    }
}
