using System.Text.RegularExpressions;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>The recipes in the README of <c>command-issuer</c> are what <see cref="IssuanceSpecs"/> runs: the same program with the same switches, in the same order.</summary>
public sealed partial class RecipeTests : IAsyncLifetime
{
    // What a public CA does not need.
    private static readonly string[] OnlyForATestCa = ["--server", "--dns.resolvers"];

    private OpensslCa ca = null!;
    private NamedServer dns = null!;
    private PebbleServer acme = null!;

    public async ValueTask InitializeAsync()
    {
        ca = await OpensslCa.CreateAsync();
        dns = await NamedServer.StartAsync(new DnsZone("contoso.test"));
        acme = await PebbleServer.StartAsync(dns);
    }

    public async ValueTask DisposeAsync()
    {
        ca.Dispose();
        await acme.DisposeAsync();
        await dns.DisposeAsync();
    }

    [Theory]
    [InlineData("lego")]
    [InlineData("dehydrated")]
    [InlineData("openssl ca")]
    public void A_recipe_is_what_the_tests_run(string name)
    {
        using var lego = new Lego(dns, acme);
        using var dehydrated = new Dehydrated(dns, acme);
        var run = name switch { "lego" => lego.Issuer, "dehydrated" => dehydrated.Issuer, _ => ca.Issuer() };

        var text = File.ReadAllText(Path.Combine(Repository.Root, "src", "XmppDesiredState.Providers", "CommandIssuer", "README.md"));
        var recipe = Words().Match(text[text.IndexOf($"**{name}**", StringComparison.Ordinal)..]).Groups[1].Value.Split(',').Select(word => word.Trim().Trim('"'));

        Assert.Equal(Switches(run.Run), Switches(recipe));
    }

    // Paths, addresses and names are each deployment's own.
    private static string[] Switches(IEnumerable<string> words) =>
        [.. words.Where((word, index) => index == 0 || word.StartsWith('-') || word is "{request}" or "run" or "ca" or "openssl" or "rfc2136").Except(OnlyForATestCa, StringComparer.Ordinal)];

    [GeneratedRegex(@"run: \[([^\]]*)\]", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
