using System.Collections.Immutable;
using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Changes;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsSignInTests
{
    [Theory]
    [InlineData("tenant", "AADSTS90002")]
    [InlineData("client", "AADSTS700016")]
    [InlineData("secret", "AADSTS7000215")]
    public async Task A_sign_in_that_is_refused_says_why_in_our_words(string wrong, string code)
    {
        await using var bench = await AzureBench.StartAsync(options => wrong == "secret" ? options
            : options.SetItem("credential", new Value.Map(((Value.Map)options["credential"]).Items.SetItem(wrong, new Value.Text("99999999-2222-3333-4444-555555555555")))));
        if (wrong == "secret") bench.Server.SignIn.Accepted = "another";

        var problem = (await Assert.ThrowsAsync<ProviderException>(bench.ObserveAsync)).Diagnostic;
        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Equal("XDS9954", problem.Code);
        Assert.Contains(code, problem.Summary, StringComparison.Ordinal);
        Assert.Equal((StepResult.NotDone, "XDS9954"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Empty(bench.Server.Requests);
        ShowsNoSecret(problem.ToString() + outcome, bench);
    }

    [Fact]
    public async Task Workload_identity_signs_in_with_the_token_in_the_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "federated-token-one", TestContext.Current.CancellationToken);
            await using var bench = await AzureBench.StartAsync(options => options.SetItem("credential", WithFile(file)));
            bench.Server.SignIn.Accepted = "federated-token-one";
            bench.Zone.Put(AzureBench.Name, AzureBench.Properties());

            Assert.Single((await bench.ObserveAsync()).Resources);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_a_diagnostic()
    {
        await using var bench = await AzureBench.StartAsync(options => options.SetItem("credential", WithFile(Path.Combine(Path.GetTempPath(), "no-such-token"))));

        Assert.Equal("XDS9954", (await Assert.ThrowsAsync<ProviderException>(bench.ObserveAsync)).Diagnostic.Code);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_the_resolvers_own_message()
    {
        await using var server = await ArmServer.StartAsync("contoso.com");
        var missing = new ProviderException(new Diagnostics.DiagnosticDescriptor("XDS9001", Diagnostics.Severity.Error, "a", "b").At(null, "Not set.", "Set it."));
        await using var provider = new Providers.AzureDns.AzureDns.AzureDnsProviderFactory(server.CreateHandler).Create(new ProviderSettings("azure", Path.GetTempPath(), AzureBench.Options(server, "contoso.com"),
            (_, _) => throw missing, TimeProvider.System, _ => { }, AllowPrograms: false));

        var problem = await Assert.ThrowsAsync<ProviderException>(() => provider.ObserveAsync(new Scope(Resources.SrvRecord.Kind, [], Unlisted: true), TestContext.Current.CancellationToken));

        Assert.Equal("XDS9001", problem.Diagnostic.Code);
    }

    [Fact]
    public async Task A_challenge_for_a_new_token_is_answered_once_and_the_write_carried_out_once()
    {
        await using var bench = await AzureBench.StartAsync();
        var claims = Convert.ToBase64String("""{"access_token":{"nbf":{"essential":true,"value":"1"}}}"""u8);
        bench.Server.Next(Fault.Answer("PUT", 401, "", ("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{claims}\"")));

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Result);
        Assert.Equal(2, bench.Server.SignIn.Issued);
        Assert.Equal(2, bench.Writes.Count());
    }

    [Fact]
    public async Task A_revoked_token_is_a_diagnostic()
    {
        await using var bench = await AzureBench.StartAsync();
        await bench.ObserveAsync();
        bench.Server.SignIn.Revoke();

        Assert.Equal("XDS9955", (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Diagnostic?.Code);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task A_server_that_quotes_the_token_does_not_get_it_shown(string method)
    {
        await using var bench = await AzureBench.StartAsync();
        await bench.ObserveAsync();
        var token = bench.Server.Requests.Last().Authorization["Bearer ".Length..];
        bench.Server.Next(Fault.Error(method, 403, "AuthorizationFailed", $"Your token {token} has no right.\\u001b[31m\\u202e"));

        var shown = method == "GET" ? (await Assert.ThrowsAsync<ProviderException>(bench.ObserveAsync)).Diagnostic : (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Diagnostic!;

        Assert.Contains("Your token (token) has no right.", shown.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Summary, c => char.IsControl(c) || c == '\u202e');
        ShowsNoSecret(shown.ToString(), bench);
    }

    [Fact]
    public async Task A_token_where_a_message_is_cut_is_not_half_shown()
    {
        await using var bench = await AzureBench.StartAsync();
        await bench.ObserveAsync();
        var token = bench.Server.Requests.Last().Authorization["Bearer ".Length..];
        bench.Server.Next(Fault.Error("PUT", 403, "AuthorizationFailed", $"{new string('x', 240)} {token} {token}"));

        var shown = (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Diagnostic!;

        Assert.DoesNotContain("eyJ0", shown.ToString(), StringComparison.Ordinal);
        ShowsNoSecret(shown.ToString(), bench);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("https://127.0.0.1/path")]
    public async Task A_token_is_for_https_alone(string endpoint)
    {
        await using var server = await ArmServer.StartAsync("contoso.com");
        var settings = new ProviderSettings("azure", Path.GetTempPath(), AzureBench.Options(server, "contoso.com").SetItem("endpoint", new Value.Text(endpoint)),
            (_, _) => throw new InvalidOperationException("Nobody asks for the secret."), TimeProvider.System, _ => { }, AllowPrograms: false);

        var problem = Assert.Throws<ProviderException>(() => new Providers.AzureDns.AzureDns.AzureDnsProviderFactory(server.CreateHandler).Create(settings));

        Assert.Equal("XDS9951", problem.Diagnostic.Code);
    }

    private static Value.Map WithFile(string path) => new(ImmutableSortedDictionary<string, Value>.Empty
        .Add("tenant", new Value.Text(SignInDesk.Tenant)).Add("client", new Value.Text(SignInDesk.Client)).Add("tokenFile", new Value.Text(path)));

    private static void ShowsNoSecret(string shown, AzureBench bench)
    {
        var all = shown + string.Join('\n', bench.Said);
        Assert.DoesNotContain(AzureBench.Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-token", all, StringComparison.Ordinal);
    }
}
