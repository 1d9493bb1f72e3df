using System.Net;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>A folder whose one file declares SRV record sets in a zone of a real name server, and the program run on it.</summary>
internal sealed class DnsScene(NameServer server, string zone) : IDisposable
{
    private string[] declared = [];

    public Sandbox Sandbox { get; } = Sandbox.Empty();

    public NameServer Server { get; } = server;

    public string Zone { get; set; } = zone;

    /// <summary>Whom the program writes to; whether it came to pass is asked of <see cref="Server"/>.</summary>
    public IPEndPoint WritesTo { get; set; } = server.Endpoint;

    /// <summary>Zones of the provider.</summary>
    public string Zones { get; set; } = zone;

    public string KeyName { get; set; } = server.Key.Name;

    public string Secret { get; set; } = server.Key.Secret;

    /// <summary>Lists of other providers; there is one of type local, <c>gateway</c>.</summary>
    public string Also { get; set; } = "";

    public static string Owner(int number, string zone) => $"_xmpp-server._tcp.d{number}.{zone}";

    public string Owner(int number) => Owner(number, Zone);

    /// <summary>An entry of the list.</summary>
    public string Record(int number, string target = "a.example.net", int ttl = 300) => $"{{ domain: d{number}.{Zone}, ttl: {ttl}s, targets: [{{ target: {target} }}] }}";

    public void Declare(params IEnumerable<string> records) => declared = [.. records];

    public Task<Run> RunAsync(params string[] args)
    {
        Write();
        return RunAsItIsAsync(args);
    }

    /// <summary>On the files that are there.</summary>
    public Task<Run> RunAsItIsAsync(params string[] args) => Run.Of(null, args, variables => variables["XMPP_TSIG"] = Secret, folder: Sandbox.Folder);

    /// <summary>Plans so many changes, applies them, and sees that nothing is left.</summary>
    public async Task ConvergeAsync(int add = 0, int change = 0, int destroy = 0, params string[] allow)
    {
        (await RunAsync(["plan", "--detailed-exitcode", .. allow])).Ended(2).Says($"Plan: {add} to add, {change} to change, {destroy} to destroy.");
        (await RunAsync(["apply", "--auto-approve", .. allow])).Ended(0).Says($"Apply complete! Resources: {add} added, {change} changed, {destroy} destroyed.\n");
        await PlanNothingAsync();
    }

    public async Task PlanNothingAsync() => (await RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("No changes.");

    /// <summary>The records of a set as the server itself has them.</summary>
    public Task<string[]> LiveAsync(int number) => Server.QueryAsync(Owner(number), "SRV");

    public void Dispose() => Sandbox.Dispose();

    private void Write() => Sandbox.Write("desired.yaml", $$"""
        apiVersion: xmppstate/v1
        name: scene
        providers:
          dns:
            type: rfc2136
            server: {{WritesTo}}
            zones: [{{Zones}}]
            keys: [{ name: {{KeyName}}, secret: { env: XMPP_TSIG } }]
            timeout: 5s
            settle: { within: 20s, servers: ["{{Server.Endpoint}}"] }
          gateway: { type: local, path: ./live }
        srvRecords:
          provider: dns
          list:{{(declared.Length == 0 ? " []" : string.Concat(declared.Select(record => $"\n    - {record}")))}}
        {{Also}}
        """);
}
