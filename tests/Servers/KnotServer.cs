namespace XmppDesiredState.Servers;

/// <summary>Knot DNS 3.2.</summary>
public sealed class KnotServer : NameServer
{
    private KnotServer(DnsZone[] zones) : base(zones)
    {
    }

    private protected override IReadOnlyList<string> Command => [Tool.Find("knotd"), "-c", Files["knot.conf"]];

    public static Task<KnotServer> StartAsync(params DnsZone[] zones) => StartAsync(new KnotServer(zones));

    public override Task FreezeAsync(string zone) => ControlAsync("zone-freeze", zone);

    public override Task ThawAsync(string zone) => ControlAsync("zone-thaw", zone);

    private protected override async Task PrepareAsync(DnsZone[] served, TsigKey[] keys)
    {
        Files.Write("knot.conf", Configuration(keys, served));
        await ControlAsync("conf-check");
    }

    private async Task ControlAsync(params string[] words) => (await Tool.RunAsync(["knotc", "-c", Files["knot.conf"], .. words])).Succeeded();

    // The databases are as large as they may become, so that they fit a small disk; one worker of each sort is enough for a test.
    private string Configuration(TsigKey[] keys, DnsZone[] zones) => $"""
        server:
            listen: [127.0.0.1@{Endpoint.Port}]
            rundir: "{Folder}"
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "{Folder}"
            journal-db-max-size: 64M
            timer-db-max-size: 1M
        key:
        {string.Join('\n', keys.Select(key => $"  - id: {key.Name}\n    algorithm: {key.Algorithm}\n    secret: {key.Secret}"))}
        acl:
          - id: fixture
            key: [{string.Join(", ", Longer.Select(key => key.Name).Prepend(Key.Name))}]
            action: [update, transfer]
          - id: reader
            key: reader
            action: transfer
          - id: writer
            key: writer
            action: update
            update-type: [SRV]
        zone:
        {string.Join('\n', zones.Select(zone => $"  - domain: {zone.Name}\n    storage: \"{Folder}\"\n    file: {zone.Name}.zone\n    acl: [fixture, reader, writer]"))}
        """;
}
