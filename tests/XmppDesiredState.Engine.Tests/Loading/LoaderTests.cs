using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Loading;

public sealed class LoaderTests
{
    [Fact]
    public void Load_SimpleFile_GivesResourcesInOrder()
    {
        var result = LoadedFiles.LoadBody("""
            name: contoso
            gateway: { domains: [Contoso.com], edge: access.contoso.com }
            edgeAccess: { provider: lync, allowFederatedUsers: true }
            partners:
              provider: lync
              defaults: { keepAlive: true }
              list:
                - domain: Fabrikam.com
                  type: Federated
                  negotiation: sasl-over-tls
                - { domain: left.example, absent: true, reason: contract ended }
            srvRecords:
              list:
                - { domain: contoso.com, ttl: 1h }
            """);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["edge-access/global@lync", "srv-record/_xmpp-server._tcp.contoso.com@dns", "partner/fabrikam.com@lync", "partner/left.example@lync"],
            result.State!.Resources.Select(declared => declared.Address.ToString()));
        var partner = result.State.Resources[2];
        Assert.True(partner.Resource.Get(Partner.KeepAlive));
        Assert.Null(partner.Spans["keepAlive"]);
        Assert.Equal(11, partner.Spans["type"]?.Line);
        Assert.Equal(new SrvTarget(0, 0, 5269, "access.contoso.com"), Assert.Single(result.State.Resources[1].Resource.Get(SrvRecord.Targets)));
        Assert.Equal(new Value.Number(3600), result.State.Resources[1].Resource[SrvRecord.Ttl]);
        Assert.Matches("^[0-9a-f]{64}$", result.State.ConfigDigest);
    }

    [Fact]
    public void Load_OnlyProviders_IsValid()
    {
        var result = LoadedFiles.LoadBody("");

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["dns", "lync"], result.State!.Providers.Keys);
    }
}
