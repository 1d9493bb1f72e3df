namespace XmppDesiredState.Servers.Tests;

public sealed class LegoTests(AcmeFixture fixture) : IClassFixture<AcmeFixture>, IDisposable
{
    private readonly Requests requests = new();
    private readonly Lego lego = new(fixture.Dns, fixture.Acme);

    public void Dispose()
    {
        requests.Dispose();
        lego.Dispose();
    }

    [Fact]
    public async Task Issuer_ForARequest_LeavesAChainToPebblesRoot()
    {
        var chain = await lego.Issuer.IssueAsync(await requests.CreateAsync("contoso.test"));

        await requests.VerifyAsync(chain, await fixture.Acme.ReadRootAsync());
        Assert.Contains("DNS:contoso.test", await requests.TextAsync(chain), StringComparison.Ordinal);
        Assert.DoesNotContain(lego.Issuer.Environment.Values, value => value.Contains(fixture.Dns.Key.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issuer_ForANameOfNoZone_Fails() =>
        await Assert.ThrowsAsync<ServerException>(async () => await lego.Issuer.IssueAsync(await requests.CreateAsync("elsewhere.test")));
}
