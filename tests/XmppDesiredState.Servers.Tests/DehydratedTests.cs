namespace XmppDesiredState.Servers.Tests;

public sealed class DehydratedTests(AcmeFixture fixture) : IClassFixture<AcmeFixture>, IDisposable
{
    private readonly Requests requests = new();
    private readonly Dehydrated dehydrated = new(fixture.Dns, fixture.Acme);

    public void Dispose()
    {
        requests.Dispose();
        dehydrated.Dispose();
    }

    [Fact]
    public async Task Issuer_ForARequest_PrintsAChainToPebblesRoot()
    {
        var chain = await dehydrated.Issuer.IssueAsync(await requests.CreateAsync("contoso.test"));

        await requests.VerifyAsync(chain, await fixture.Acme.ReadRootAsync());
        Assert.Contains("DNS:contoso.test", await requests.TextAsync(chain), StringComparison.Ordinal);
        Assert.Empty(await fixture.Dns.QueryAsync("_acme-challenge.contoso.test", "TXT"));
    }
}
