using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsReadTests
{
    [Fact]
    public async Task Only_managed_owners_are_read_in_canonical_form()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put("_XMPP-Server._tcp", AzureBench.Properties(target: "Access.Contoso.com."));
        bench.Zone.Put("_xmpps-server._tcp.sales", AzureBench.Properties(target: "."));
        bench.Zone.Put("_xmpp-client._tcp", AzureBench.Properties());
        bench.Zone.Put("@", AzureBench.Properties());

        var seen = await bench.ObserveAsync();

        Assert.Equal([AzureBench.Owner, "_xmpps-server._tcp.sales.contoso.com"], seen.Resources.Select(resource => resource.Resource.Id.Name));
        Assert.Equal(AzureBench.Wanted(), seen.Resources[0].Resource);
        Assert.Equal(".", seen.Resources[1].Resource.Get(SrvRecord.Targets)[0].Target);
        Assert.True(seen.SawUnlisted);
        Assert.Empty(seen.Notes);
        Assert.Equal($"azure-dns {ArmServer.Subscription}/{ArmServer.ResourceGroup} contoso.com", seen.Target);
    }

    [Fact]
    public async Task A_zone_of_many_pages_is_read_whole_with_one_token_and_no_request_per_set()
    {
        await using var bench = await AzureBench.StartAsync();
        for (var number = 0; number < 1050; number++) bench.Zone.Put($"_xmpp-server._tcp.d{number}", AzureBench.Properties());

        Assert.Equal(1050, (await bench.ObserveAsync()).Resources.Length);
        Assert.Equal(11, bench.Server.Requests.Count);
        Assert.Equal(1, bench.Server.SignIn.Issued);
        Assert.StartsWith($"{bench.Server.Address.GetLeftPart(UriPartial.Authority)}/.default", bench.Server.SignIn.Scope, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/next")]
    [InlineData("http://127.0.0.1/next")]
    [InlineData("https://127.0.0.1:1/next")]
    [InlineData("/next")]
    public async Task A_page_that_leads_elsewhere_is_not_followed(string link)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("GET", 200, $$"""{"value":[],"nextLink":"{{link}}"}"""));

        Assert.Equal("XDS9964", (await FailAsync(bench)).Code);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Pages_that_turn_in_a_circle_end()
    {
        await using var bench = await AzureBench.StartAsync();
        var circle = $$"""{"value":[],"nextLink":"{{bench.Server.Address}}subscriptions/circle"}""";
        bench.Server.Next(Fault.Answer("GET", 200, circle), Fault.Answer("GET", 200, circle), Fault.Answer("GET", 200, circle));

        Assert.Equal("XDS9964", (await FailAsync(bench)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":[{"name":"a"}]}""")]
    [InlineData("""{"value":[{"name":"a","properties":{"TTL":60,"SRVRecords":[]}}]}""")]
    [InlineData("""{"value":[{"name":"a","etag":"1","properties":{"TTL":60,"SRVRecords":[{"priority":0,"weight":0,"port":70000,"target":"a"}]}}]}""")]
    [InlineData("""{"value":[{"name":"a","etag":"1","properties":{"TTL":1e99,"SRVRecords":[]}}]}""")]
    [InlineData("""{"value":[],"nextLink":7}""")]
    [InlineData("""{"value":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task An_answer_of_another_form_is_never_a_short_list(string body)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("GET", 200, body));

        Assert.Equal("XDS9964", (await FailAsync(bench)).Code);
    }

    [Theory]
    [InlineData(400, "XDS9959")]
    [InlineData(401, "XDS9955")]
    [InlineData(403, "XDS9956")]
    [InlineData(404, "XDS9957")]
    [InlineData(302, "XDS9963")]
    public async Task A_refusal_has_a_code_and_is_asked_once(int status, string code)
    {
        await using var bench = await AzureBench.StartAsync();
        for (var attempt = 0; attempt < 4; attempt++) bench.Server.Next(Fault.Error("GET", status, "SomeCode", "Some words.", ("Location", "https://evil.example")));

        var problem = await FailAsync(bench);

        Assert.Equal(code, problem.Code);
        Assert.Contains("(SomeCode: Some words)", problem.Summary, StringComparison.Ordinal);
        Assert.Equal(status == 302 ? 4 : 1, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task A_zone_that_is_not_there_is_unknown()
    {
        await using var bench = await AzureBench.StartAsync();
        Assert.True(bench.Server.Zones.TryRemove("contoso.com", out _));

        Assert.Equal("XDS9957", (await FailAsync(bench)).Code);
    }

    [Fact]
    public async Task Passing_trouble_is_asked_again_and_said()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties());
        bench.Server.Next(Fault.Answer("GET", 500), Fault.DropBefore("GET"), Fault.Answer("GET", 429, "", ("Retry-After", "30")));

        Assert.Single((await bench.ObserveAsync()).Resources);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 30), bench.Clock.GetUtcNow() - bench.Clock.Start);
        Assert.Equal(["Azure asks to wait 30 s before zone contoso.com is read."], bench.Said);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)], bench.Waited);
    }

    [Theory]
    [InlineData("86400", "300 s")]
    [InlineData("99999999999999", "300 s")]
    [InlineData("61", "61 s")]
    public async Task A_long_wait_is_not_waited_for_when_reading(string retryAfter, string shown)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("GET", 429, "", ("Retry-After", retryAfter)));

        var problem = await FailAsync(bench);

        Assert.Equal("XDS9961", problem.Code);
        Assert.Contains(shown, problem.Summary, StringComparison.Ordinal);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Trouble_that_stays_is_unknown()
    {
        await using var bench = await AzureBench.StartAsync();
        for (var attempt = 0; attempt < 4; attempt++) bench.Server.Next(Fault.DropBefore("GET"));

        Assert.Equal("XDS9963", (await FailAsync(bench)).Code);
        Assert.Equal(4, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_beyond_all_measure_is_refused()
    {
        await using var bench = await AzureBench.StartAsync();
        for (var attempt = 0; attempt < 4; attempt++) bench.Server.Next(Fault.Answer("GET", 200, new string(' ', (16 * 1024 * 1024) + 1)));

        var problem = await FailAsync(bench);

        Assert.Equal("XDS9963", problem.Code);
        Assert.Contains("too large", problem.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_another_certificate_gets_no_token()
    {
        await using var bench = await AzureBench.StartAsync();
        await using var other = await ArmServer.StartAsync("contoso.com");
        await using var wrong = await AzureBench.StartAsync(options => options.SetItem("endpoint", new Value.Text(other.Address.GetLeftPart(UriPartial.Authority)))
            .SetItem("authority", new Value.Text(bench.Server.Address.GetLeftPart(UriPartial.Authority))));

        // Neither of the two others' certificates is the one this instance trusts, so it does not even sign in.
        Assert.Equal("XDS9954", (await FailAsync(wrong)).Code);
        Assert.Empty(other.Requests);
        Assert.Equal(0, bench.Server.SignIn.Issued);
    }

    [Fact]
    public async Task A_record_of_a_longer_zone_is_left_alone_with_a_note()
    {
        await using var bench = await AzureBench.StartAsync(options => options.SetItem("zones", new Value.List([new Value.Text("contoso.com"), new Value.Text("sales.contoso.com")])));
        bench.Server.Zones["sales.contoso.com"] = new DnsZone(bench.Server, "sales.contoso.com");
        bench.Zone.Put("_xmpp-server._tcp.sales", AzureBench.Properties());
        bench.Zone.Put("_xmpp-server._tcp.east.sales", AzureBench.Properties(target: "one-label"));

        var seen = await bench.ObserveAsync();

        // An owner has its service in front: _tcp.sales.contoso.com is inside sales.contoso.com.
        Assert.Empty(seen.Resources);
        Assert.Equal(["XDS9965", "XDS9965"], seen.Notes.Select(note => note.Code));
    }

    [Fact]
    public async Task A_target_that_is_no_host_name_is_reported_as_it_stands()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties(target: "Access"));

        var seen = await bench.ObserveAsync();

        var target = (Value.Map)Assert.Single(((Value.List)Assert.Single(seen.Resources).Resource[SrvRecord.Targets]!).Items);
        Assert.Equal(new Value.Text("access"), target.Items["target"]);
        Assert.Equal("XDS9966", Assert.Single(seen.Notes).Code);
    }

    private static async Task<Diagnostics.Diagnostic> FailAsync(AzureBench bench) => (await Assert.ThrowsAsync<ProviderException>(bench.ObserveAsync)).Diagnostic;
}
