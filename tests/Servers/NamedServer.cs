using System.Net;

namespace XmppDesiredState.Servers;

/// <summary>
/// BIND 9.18, authoritative for the zones a test gives, on loopback. Whoever has <see cref="Key"/> may update and transfer, who has <see cref="Reader"/> only
/// transfer, who has <see cref="Writer"/> only update; the journal makes the zone's file BIND's own. It listens on 127.0.0.1 only: on an address that no interface owns it would open nothing.
/// </summary>
public sealed class NamedServer : IAsyncDisposable
{
    private readonly ServerFolder folder;
    private readonly ServerProcess process;

    private NamedServer(ServerFolder folder, ServerProcess process, IPEndPoint endpoint, TsigKey key, TsigKey reader, TsigKey writer) =>
        (this.folder, this.process, Endpoint, Key, Reader, Writer) = (folder, process, endpoint, key, reader, writer);

    public IPEndPoint Endpoint { get; }

    public TsigKey Key { get; }

    public TsigKey Reader { get; }

    public TsigKey Writer { get; }

    public string Folder => folder.Path;

    public int ProcessId => process.Id;

    public static async Task<NamedServer> StartAsync(params DnsZone[] zones)
    {
        var folder = new ServerFolder();
        try
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort.Take());
            var (key, reader, writer) = (TsigKey.Create(folder, "fixture"), TsigKey.Create(folder, "reader"), TsigKey.Create(folder, "writer"));
            foreach (var zone in zones)
                folder.Write($"{zone.Name}.zone", zone.ToMasterFile());
            folder.Write("named.conf", Configuration(folder, endpoint.Port, [key, reader, writer], zones));
            // named itself starts with a zone it cannot read, and answers SERVFAIL.
            (await Tool.RunAsync(["named-checkconf", "-z", folder["named.conf"]])).Succeeded();
            // Where AppArmor is in force, Debian's profile for /usr/sbin/named keeps it from any folder but its own; the profile is bound to that path.
            // Copied by cp: a file this process wrote may still be open for writing in a child that another test is just forking ("text file busy").
            (await Tool.RunAsync(["cp", Tool.Find("named"), folder["named"]])).Succeeded();
            var process = await ServerProcess.StartAsync(folder, [folder["named"], "-g", "-n", "1", "-c", folder["named.conf"]],
                async () => await ServesAsync(endpoint, zones));
            return new NamedServer(folder, process, endpoint, key, reader, writer);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What <c>dig +short</c> says, a line each.</summary>
    public Task<string[]> QueryAsync(string name, string type) => DigAsync(Endpoint, name, type);

    /// <summary>One signed update: lines of <c>nsupdate</c>, such as <c>update add a.test. 5 A 127.0.0.1</c>.</summary>
    public async Task UpdateAsync(params string[] lines) =>
        (await Tool.RunAsync(["nsupdate", "-k", Key.File], input: $"server {Endpoint.Address} {Endpoint.Port}\n{string.Join('\n', lines)}\nsend\n")).Succeeded();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<string[]> DigAsync(IPEndPoint endpoint, string name, string type)
    {
        var result = await Tool.RunAsync(["dig", $"@{endpoint.Address}", "-p", $"{endpoint.Port}", "+short", "+time=1", "+tries=1", name, type]);
        return result.ExitCode == 0 ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    // One dig for all: a process for each of many zones would take longer than the server.
    private static async Task<bool> ServesAsync(IPEndPoint endpoint, DnsZone[] zones)
    {
        var result = await Tool.RunAsync(["dig", $"@{endpoint.Address}", "-p", $"{endpoint.Port}", "+short", "+time=1", "+tries=1", .. zones.SelectMany(zone => new[] { zone.Name, "SOA" })]);
        return result.ExitCode == 0 && result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == zones.Length;
    }

    private static string Configuration(ServerFolder folder, int port, TsigKey[] keys, DnsZone[] zones) => $$"""
        {{string.Join(' ', keys.Select(key => $"include \"{key.File}\";"))}}
        options {
          directory "{{folder.Path}}"; managed-keys-directory "{{folder.Path}}"; pid-file none; session-keyfile none; lock-file none;
          listen-on port {{port}} { 127.0.0.1; }; listen-on-v6 { none; };
          recursion no; dnssec-validation no; notify no; allow-transfer { none; };
        };
        controls { };
        {{string.Join('\n', zones.Select(zone => $$"""
        zone "{{zone.Name}}" { type primary; file "{{zone.Name}}.zone"; allow-update { key fixture; key writer; }; allow-transfer { key fixture; key reader; }; };
        """))}}

        """;
}
