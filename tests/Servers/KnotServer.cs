using System.Net;

namespace XmppDesiredState.Servers;

/// <summary>
/// Knot DNS 3.2, authoritative for the zones a test gives, on loopback. Whoever has <see cref="Key"/> may update and transfer, who has <see cref="Reader"/> only
/// transfer, who has <see cref="Writer"/> only update.
/// </summary>
public sealed class KnotServer : IAsyncDisposable
{
    private readonly ServerFolder folder;
    private readonly ServerProcess process;

    private KnotServer(ServerFolder folder, ServerProcess process, IPEndPoint endpoint, TsigKey key, TsigKey reader, TsigKey writer) =>
        (this.folder, this.process, Endpoint, Key, Reader, Writer) = (folder, process, endpoint, key, reader, writer);

    public IPEndPoint Endpoint { get; }

    public TsigKey Key { get; }

    public TsigKey Reader { get; }

    public TsigKey Writer { get; }

    public string Folder => folder.Path;

    public int ProcessId => process.Id;

    public static async Task<KnotServer> StartAsync(params DnsZone[] zones)
    {
        var folder = new ServerFolder();
        try
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort.Take());
            var (key, reader, writer) = (TsigKey.Create(folder, "fixture"), TsigKey.Create(folder, "reader"), TsigKey.Create(folder, "writer"));
            foreach (var zone in zones)
                folder.Write($"{zone.Name}.zone", zone.ToMasterFile());
            folder.Write("knot.conf", Configuration(folder, endpoint.Port, [key, reader, writer], zones));
            (await Tool.RunAsync(["knotc", "-c", folder["knot.conf"], "conf-check"])).Succeeded();
            var process = await ServerProcess.StartAsync(folder, [Tool.Find("knotd"), "-c", folder["knot.conf"]], async () => await ServesAsync(endpoint, zones));
            return new KnotServer(folder, process, endpoint, key, reader, writer);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>One signed update: lines of <c>nsupdate</c>, such as <c>update add a.test. 5 A 127.0.0.1</c>.</summary>
    public async Task UpdateAsync(params string[] lines) =>
        (await Tool.RunAsync(["nsupdate", "-k", Key.File], input: $"server {Endpoint.Address} {Endpoint.Port}\n{string.Join('\n', lines)}\nsend\n")).Succeeded();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    // One dig for all: a process for each of many zones would take longer than the server.
    private static async Task<bool> ServesAsync(IPEndPoint endpoint, DnsZone[] zones)
    {
        var result = await Tool.RunAsync(["dig", $"@{endpoint.Address}", "-p", $"{endpoint.Port}", "+short", "+time=1", "+tries=1", .. zones.SelectMany(zone => new[] { zone.Name, "SOA" })]);
        return result.ExitCode == 0 && result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == zones.Length;
    }

    // The databases are as large as they may become, so that they fit a small disk; one worker of each sort is enough for a test.
    private static string Configuration(ServerFolder folder, int port, TsigKey[] keys, DnsZone[] zones) => $"""
        server:
            listen: [127.0.0.1@{port}]
            rundir: "{folder.Path}"
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "{folder.Path}"
            journal-db-max-size: 64M
            timer-db-max-size: 1M
        key:
        {string.Join('\n', keys.Select(key => $"  - id: {key.Name}\n    algorithm: hmac-sha256\n    secret: {key.Secret}"))}
        acl:
          - id: fixture
            key: fixture
            action: [update, transfer]
          - id: reader
            key: reader
            action: transfer
          - id: writer
            key: writer
            action: update
            update-type: [SRV]
        zone:
        {string.Join('\n', zones.Select(zone => $"  - domain: {zone.Name}\n    storage: \"{folder.Path}\"\n    file: {zone.Name}.zone\n    acl: [fixture, reader, writer]"))}
        """;
}
