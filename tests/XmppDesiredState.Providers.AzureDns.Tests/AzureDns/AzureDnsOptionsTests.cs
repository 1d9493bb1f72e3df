using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Credentials;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsOptionsTests
{
    private static readonly SourceSpan Somewhere = new("federation.yaml", 1, 1, 1, 2);
    private static readonly AzureDnsProviderFactory Factory = new();

    [Theory]
    [InlineData("subscription", ArmServer.Subscription, false)]
    [InlineData("subscription", "Production", true)]
    [InlineData("resourceGroup", "dns-(prod)_1", false)]
    [InlineData("resourceGroup", "a/b", true)]
    [InlineData("resourceGroup", "ends.", true)]
    [InlineData("endpoint", "https://management.usgovcloudapi.net", false)]
    [InlineData("endpoint", "https://management.usgovcloudapi.net/", false)]
    [InlineData("endpoint", "http://management.azure.com", true)]
    [InlineData("endpoint", "https://user@management.azure.com", true)]
    [InlineData("authority", "https://login.microsoftonline.us", false)]
    [InlineData("authority", "https://login.microsoftonline.us/tenant", true)]
    [InlineData("authority", "login.microsoftonline.us", true)]
    public void Options_are_checked_offline(string option, string value, bool isWrong)
    {
        var options = Value.Map.NoItems.Add("subscription", new Value.Text(ArmServer.Subscription)).Add("resourceGroup", new Value.Text("dns"))
            .Add("zones", new Value.List([new Value.Text("contoso.com")])).SetItem(option, new Value.Text(value));

        var findings = Factory.Check(new ProviderDeclaration("azure", "azure-dns", options, "/", Somewhere));

        Assert.Equal(isWrong ? ["XDS9951"] : [], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void An_instance_without_a_zone_is_refused() =>
        Assert.Equal("XDS9951", Assert.Single(Factory.Check(new ProviderDeclaration("azure", "azure-dns", Value.Map.NoItems.Add("zones", Value.Cleared.Instance), "/", Somewhere))).Code);

    [Theory]
    [InlineData("_xmpp-server._tcp.contoso.com", 3600, "")]
    [InlineData("_xmpp-server._tcp.sales.contoso.com", 1, "")]
    [InlineData("_xmpp-server._tcp.notcontoso.com", 3600, "XDS9952")]
    [InlineData("_xmpp-server._tcp.contoso.com", 0, "XDS9953")]
    public void A_declared_record_is_checked_offline(string owner, int ttl, string code)
    {
        var provider = new ProviderDeclaration("azure", "azure-dns", Value.Map.NoItems.Add("zones", new Value.List([new Value.Text("contoso.com")])), "/", Somewhere);
        var declared = new Declared(AzureBench.Wanted(owner).With(SrvRecord.Ttl, TimeSpan.FromSeconds(ttl)), "azure", Somewhere);
        var all = new DesiredState { Providers = new DesiredState().Providers.Add("azure", provider) };

        Assert.Equal(code, string.Join(' ', Factory.Check(declared, all).Select(finding => finding.Code)));
    }

    [Fact]
    public void Every_way_to_sign_in_reads_and_writes_itself()
    {
        var secret = new Value.Secret(new SecretReference(SecretSource.Environment, ["SECRET"]));
        var who = Value.Map.NoItems.Add("tenant", new Value.Text("t")).Add("client", new Value.Text("c"));

        Assert.All((Value[])[new Value.Text("auto"), new Value.Text("workload-identity"), new Value.Map(who.Add("secret", secret)), new Value.Map(who.Add("tokenFile", new Value.Text("/token")))],
            written =>
            {
                Assert.True(AzureCredentialType.Instance.TryRead(written, out Value? canonical, out _));
                Assert.Equal(written, canonical);
            });
    }

    [Fact]
    public void A_wrong_way_to_sign_in_is_not_quoted()
    {
        var who = Value.Map.NoItems.Add("tenant", new Value.Text("t")).Add("client", new Value.Text("c"));
        Value[] wrong = [new Value.Text(AzureBench.Secret), new Value.Map(who), new Value.Map(who.Add("secret", new Value.Text(AzureBench.Secret))), new Value.Number(1)];

        Assert.All(wrong, written =>
        {
            Assert.False(AzureCredentialType.Instance.TryRead(written, out Value? _, out var problem));
            Assert.DoesNotContain(AzureBench.Secret, problem.ToString(), StringComparison.Ordinal);
        });
    }
}
