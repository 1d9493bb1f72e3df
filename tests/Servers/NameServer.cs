using System.Collections.Immutable;
using System.Net;

namespace XmppDesiredState.Servers;

/// <summary>
/// A real name server, authoritative on loopback for the zones a test gives. Whoever has <see cref="Key"/> may update and transfer, who has <see cref="Reader"/> only
/// transfer, who has <see cref="Writer"/> only update.
/// </summary>
public abstract class NameServer : IAsyncDisposable
{
    private readonly ServerFolder folder = new();
    private readonly DnsZone[] zones;
    private ServerProcess? process;

    private protected NameServer(DnsZone[] zones)
    {
        this.zones = zones;
        (Key, Reader, Writer) = (TsigKey.Create(folder, "fixture", "hmac-sha256"), TsigKey.Create(folder, "reader", "hmac-sha256"), TsigKey.Create(folder, "writer", "hmac-sha256"));
        Longer = [TsigKey.Create(folder, "longer", "hmac-sha384"), TsigKey.Create(folder, "longest", "hmac-sha512")];
    }

    public IPEndPoint Endpoint { get; } = new(IPAddress.Loopback, FreePort.Take());

    public TsigKey Key { get; }

    public TsigKey Reader { get; }

    public TsigKey Writer { get; }

    /// <summary>They may do what <see cref="Key"/> may, with hmac-sha384 and hmac-sha512.</summary>
    public ImmutableArray<TsigKey> Longer { get; }

    public string Folder => folder.Path;

    public int ProcessId => process!.Id;

    private protected ServerFolder Files => folder;

    private protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>What <c>dig +short</c> says, a line each.</summary>
    public async Task<string[]> QueryAsync(string name, string type) => Lines(await DigAsync(["+short", name, type]));

    /// <summary>Every record of the zone, by transfer, in the order of their text: <c>a.test. 5 IN A 127.0.0.1</c>.</summary>
    public async Task<string[]> TransferAsync(string zone) =>
    [
        .. Lines(await DigAsync(["-k", Key.File, "+noall", "+answer", zone, "AXFR"])).Select(line => string.Join(' ', line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => !line.Contains(" TSIG ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>One signed update: lines of <c>nsupdate</c>, such as <c>update add a.test. 5 A 127.0.0.1</c>.</summary>
    public async Task UpdateAsync(params string[] lines) =>
        (await Tool.RunAsync(["nsupdate", "-k", Key.File], input: $"server {Endpoint.Address} {Endpoint.Port}\n{string.Join('\n', lines)}\nsend\n")).Succeeded();

    /// <summary>The zone takes no updates until <see cref="ThawAsync"/>.</summary>
    public abstract Task FreezeAsync(string zone);

    public abstract Task ThawAsync(string zone);

    /// <summary>Ends the process as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        await Tool.SignalAsync("KILL", ProcessId);
        await process!.DisposeAsync();
    }

    /// <summary>Starts the killed server again, on the same port and with what it had on disk.</summary>
    /// <param name="broken">Zones that it will not be able to load.</param>
    public async Task StartAgainAsync(params string[] broken) => process = await ServerProcess.StartAsync(folder, Command, () => ServesAsync(broken));

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<T> StartAsync<T>(T server) where T : NameServer
    {
        try
        {
            foreach (var zone in server.zones)
                server.folder.Write($"{zone.Name}.zone", zone.ToMasterFile());
            await server.PrepareAsync(server.zones, [server.Key, server.Reader, server.Writer, .. server.Longer]);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the configuration, and has the server's own tool check it.</summary>
    private protected abstract Task PrepareAsync(DnsZone[] served, TsigKey[] keys);

    // One dig for all: a process for each of many zones would take longer than the server.
    private async Task<bool> ServesAsync(string[] broken)
    {
        string[] whole = [.. zones.Select(zone => zone.Name).Except(broken)];
        return Lines(await DigAsync(["+short", .. whole.SelectMany(zone => new[] { zone, "SOA" })])).Length == whole.Length;
    }

    private Task<ToolResult> DigAsync(string[] question) => Tool.RunAsync(["dig", $"@{Endpoint.Address}", "-p", $"{Endpoint.Port}", "+time=1", "+tries=1", .. question]);

    private static string[] Lines(ToolResult result) => result.ExitCode == 0 ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
}
