namespace XmppDesiredState.Servers.Tests;

public sealed class OpensslCaTests : IAsyncLifetime
{
    private readonly Requests requests = new();
    private OpensslCa ca = null!;

    public async ValueTask InitializeAsync()
    {
        ca = await OpensslCa.CreateAsync();
        await requests.CreateAsync("contoso.test", "xmpp.contoso.test");
    }

    public ValueTask DisposeAsync()
    {
        ca.Dispose();
        requests.Dispose();
        Assert.False(Directory.Exists(ca.Folder));
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Issuer_KeepsNamesAndUsages()
    {
        var chain = await ca.Issuer().IssueAsync(requests.RequestFile);

        await requests.VerifyAsync(chain, await File.ReadAllTextAsync(ca.RootFile));
        var text = await requests.TextAsync(chain);
        Assert.Contains("DNS:contoso.test, DNS:xmpp.contoso.test", text, StringComparison.Ordinal);
        Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_SeveralAtOnce_AllSucceed() =>
        Assert.Equal(4, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ca.Issuer().IssueAsync(requests.RequestFile)))).Distinct().Count());

    [Fact]
    public async Task Issuer_WithTerms_Deviates()
    {
        var serverOnly = await requests.TextAsync(await ca.Issuer(new OpensslCaTerms { ExtendedKeyUsage = "serverAuth" }).IssueAsync(requests.RequestFile));
        Assert.DoesNotContain("Client", serverOnly, StringComparison.Ordinal);
        Assert.Contains("DNS:xmpp.contoso.test", serverOnly, StringComparison.Ordinal);

        var dropped = await requests.TextAsync(await ca.Issuer(new OpensslCaTerms { SubjectAltName = "DNS:contoso.test" }).IssueAsync(requests.RequestFile));
        Assert.DoesNotContain("xmpp.contoso.test", dropped, StringComparison.Ordinal);
        Assert.Contains("Client", dropped, StringComparison.Ordinal);

        var past = new OpensslCaTerms { NotBefore = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), NotAfter = new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero) };
        Assert.Contains("notAfter=Feb  1 00:00:00 2020 GMT", await requests.TextAsync(await ca.Issuer(past).IssueAsync(requests.RequestFile)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IssuerForAnotherKey_SignsTheNamesForAnotherKey()
    {
        var chain = await ca.IssuerForAnotherKey().IssueAsync(requests.RequestFile);

        Assert.Contains("DNS:contoso.test, DNS:xmpp.contoso.test", await requests.TextAsync(chain), StringComparison.Ordinal);
        (await Tool.RunAsync(["openssl", "verify", "-CAfile", ca.RootFile], input: chain)).Succeeded();
        Assert.NotEqual(await Requests.KeyAsync("req", requests.RequestFile), (await Tool.RunAsync(["openssl", "x509", "-noout", "-pubkey"], input: chain)).Succeeded().Output);
    }

    [Fact]
    public async Task IssuerThatRefuses_SaysWhy()
    {
        var exception = await Assert.ThrowsAsync<ServerException>(() => ca.IssuerThatRefuses().IssueAsync(requests.RequestFile));

        Assert.Contains("commonName field is different", exception.Message, StringComparison.Ordinal);
    }
}
