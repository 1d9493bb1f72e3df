using System.Collections.Immutable;
using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>The same over the stand-in for Azure; the name server that settling asks is a real one, to which the test brings what it will.</summary>
public sealed class AzureSpecs : IAsyncLifetime
{
    private const string Zone = "contoso.test", Secret = "canary-secret-55d0-never-show-this";

    private readonly Sandbox sandbox = Sandbox.Empty();
    private ArmServer azure = null!;
    private ImmutableArray<IProviderFactory> factories;

    public async ValueTask InitializeAsync()
    {
        azure = await ArmServer.StartAsync(Zone);
        azure.SignIn.Accepted = Secret;
        factories = [.. ProviderCatalog.Create().Where(factory => factory.Type != "azure-dns"), new AzureDnsProviderFactory(azure.CreateHandler)];
    }

    public async ValueTask DisposeAsync()
    {
        await azure.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public async Task I_can_bring_one_record_and_then_twenty_to_a_zone()
    {
        Declare("within: 0s", Record(1));
        await ConvergeAsync(add: 1);
        Assert.Equal(1, azure.Zones[Zone].Count);

        Declare("within: 0s", [.. Enumerable.Range(1, 20).Select(number => Record(number, "b.example.net", 600))]);
        await ConvergeAsync(add: 19, change: 1);

        Declare("within: 0s", [.. Enumerable.Range(1, 19).Select(number => Record(number, "b.example.net", number == 7 ? 900 : 600)), $"{{ domain: Bücher.{Zone}., targets: [{{ target: MÜNCHEN.example.net. }}, {{ target: a.example.net, priority: 5 }}] }}"]);
        await ConvergeAsync(add: 1, change: 1, destroy: 1);
        Assert.NotNull(azure.Zones[Zone]["_xmpp-server._tcp.xn--bcher-kva"]);
        Assert.Null(azure.Zones[Zone]["_xmpp-server._tcp.d20"]);
    }

    [Fact]
    public async Task I_am_told_what_Azure_has_taken_and_no_name_server_shows()
    {
        await using var dns = await NamedServer.StartAsync(new Servers.DnsZone(Zone, "_xmpp-server._tcp.d1 300 SRV 0 0 5269 a.example.net."));
        Declare($"within: 1s, servers: [\"{dns.Endpoint}\"]", Record(1), Record(2));

        var apply = (await RunAsync("apply", "--auto-approve")).Ended(3);

        apply.Says($"srv-record/_xmpp-server._tcp.d2.{Zone}: create not done\n").Says($"{dns.Endpoint} has no records (serial 1).").Says("[XDS9969]").Never($"_tcp.d1.{Zone}: create");
        await PlanNothingAsync("desired.yaml");
    }

    [Fact]
    public async Task I_keep_what_somebody_wrote_between_the_read_and_the_write()
    {
        Declare("within: 0s", Record(1), Record(2), Record(3));
        await ConvergeAsync(add: 3);
        Declare("within: 0s", Record(1, "b.example.net"), Record(3, "b.example.net"), Record(4, "b.example.net"));
        // Writes go out side by side, so "before the first of them" would be after another.
        azure.Next(Fault.Then("GET", () =>
        {
            foreach (var number in (int[])[1, 4])
                azure.Zones[Zone].Put($"_xmpp-server._tcp.d{number}", """{"TTL":300,"SRVRecords":[{"priority":9,"weight":9,"port":9,"target":"z.example.org"}]}""");
        }));

        var apply = (await RunAsync("apply", "--auto-approve")).Ended(3);

        apply.Says($"_tcp.d1.{Zone}: update conflict\n").Says($"_tcp.d4.{Zone}: create conflict\n").Says("[XDS9960]").Says("Resources: 0 added, 1 changed, 1 destroyed. Also: 2 conflict.\n");
        await ConvergeAsync(change: 2);
    }

    [Fact]
    public async Task I_can_export_a_zone_and_the_export_plans_nothing()
    {
        azure.Zones[Zone].Put("_xmpp-server._tcp.one", """{"TTL":300,"SRVRecords":[{"priority":0,"weight":0,"port":5269,"target":"A.example.net."},{"priority":5,"weight":1,"port":5270,"target":"b.example.net"}]}""");
        azure.Zones[Zone].Put("_xmpps-server._tcp.xn--bcher-kva", """{"TTL":3600,"SRVRecords":[{"priority":0,"weight":0,"port":5223,"target":"xn--mnchen-3ya.example.net"}]}""");
        azure.Zones[Zone].Put("_sip._tls", """{"TTL":3600,"SRVRecords":[{"priority":0,"weight":0,"port":5061,"target":"sip.example.net"}]}""");
        Declare("within: 0s");

        var export = (await RunAsync("export", "--provider", "azure")).Ended(0).Says($"domain: one.{Zone}\n").Never("_sip").Never(Secret);

        sandbox.Write("exported.yaml", export.Out);
        (await RunAsync("fmt", "--check", "exported.yaml")).Ended(0);
        await PlanNothingAsync("exported.yaml");
    }

    [Fact]
    public async Task I_am_told_once_why_a_zone_is_unknown()
    {
        Declare("within: 0s", Record(1));
        azure.SignIn.Accepted = "another";
        var refused = (await RunAsync("apply", "--auto-approve")).Ended(1).Says("XDS9954").Never(Secret);
        Assert.Equal(2, refused.All.Split("error[XDS").Length);

        azure.SignIn.Accepted = Secret;
        await ConvergeAsync(add: 1);
    }

    private static string Record(int number, string target = "a.example.net", int ttl = 300) => $"{{ domain: d{number}.{Zone}, ttl: {ttl}s, targets: [{{ target: {target} }}] }}";

    private async Task ConvergeAsync(int add = 0, int change = 0, int destroy = 0)
    {
        (await RunAsync("plan", "--detailed-exitcode")).Ended(2).Says($"Plan: {add} to add, {change} to change, {destroy} to destroy.");
        (await RunAsync("apply", "--auto-approve")).Ended(0).Says($"Apply complete! Resources: {add} added, {change} changed, {destroy} destroyed.\n").Never(Secret).Never(SignInDesk.TokenCanary);
        await PlanNothingAsync("desired.yaml");
    }

    private async Task PlanNothingAsync(string file) => (await RunAsync("plan", "--detailed-exitcode", "-f", file)).Ended(0).Says("No changes.");

    private Task<Run> RunAsync(params string[] args) => Run.Of(null, args, variables => variables["AZURE_SECRET"] = Secret, folder: sandbox.Folder, factories: factories);

    private void Declare(string settle, params string[] records) => sandbox.Write("desired.yaml", $$"""
        apiVersion: xmppstate/v1
        name: scene
        providers:
          azure:
            type: azure-dns
            subscription: {{ArmServer.Subscription}}
            resourceGroup: {{ArmServer.ResourceGroup}}
            zones: [{{Zone}}]
            credential: { tenant: {{SignInDesk.Tenant}}, client: {{SignInDesk.Client}}, secret: { env: AZURE_SECRET } }
            endpoint: {{azure.Address.GetLeftPart(UriPartial.Authority)}}
            authority: {{azure.Address.GetLeftPart(UriPartial.Authority)}}
            settle: { {{settle}} }
        srvRecords:
          provider: azure
          list:{{(records.Length == 0 ? " []" : string.Concat(records.Select(record => $"\n    - {record}")))}}
        """);
}
