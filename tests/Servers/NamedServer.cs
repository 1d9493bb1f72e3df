namespace XmppDesiredState.Servers;

/// <summary>
/// BIND 9.18. The journal makes a zone's file BIND's own. It listens on 127.0.0.1 only: on an address that no interface owns it would open nothing.
/// </summary>
public sealed class NamedServer : NameServer
{
    private readonly TsigKey control;
    private readonly int controlPort = FreePort.Take();

    private NamedServer(DnsZone[] zones) : base(zones) => control = TsigKey.Create(Files, "control", "hmac-sha256");

    private protected override IReadOnlyList<string> Command => [Files["named"], "-g", "-n", "1", "-c", Files["named.conf"]];

    public static Task<NamedServer> StartAsync(params DnsZone[] zones) => StartAsync(new NamedServer(zones));

    public override Task FreezeAsync(string zone) => ControlAsync("freeze", zone);

    public override Task ThawAsync(string zone) => ControlAsync("thaw", zone);

    private protected override async Task PrepareAsync(DnsZone[] served, TsigKey[] keys)
    {
        Files.Write("named.conf", Configuration(keys, served));
        // named itself starts with a zone it cannot read, and answers SERVFAIL.
        (await Tool.RunAsync(["named-checkconf", "-z", Files["named.conf"]])).Succeeded();
        // Where AppArmor is in force, Debian's profile for /usr/sbin/named keeps it from any folder but its own; the profile is bound to that path.
        // Copied by cp: a file this process wrote may still be open for writing in a child that another test is just forking ("text file busy").
        (await Tool.RunAsync(["cp", Tool.Find("named"), Files["named"]])).Succeeded();
    }

    private async Task ControlAsync(string verb, string zone) =>
        (await Tool.RunAsync(["rndc", "-s", "127.0.0.1", "-p", $"{controlPort}", "-k", control.File, verb, zone])).Succeeded();

    private string Configuration(TsigKey[] keys, DnsZone[] zones) => $$"""
        {{string.Join(' ', keys.Append(control).Select(key => $"include \"{key.File}\";"))}}
        options {
          directory "{{Folder}}"; managed-keys-directory "{{Folder}}"; pid-file none; session-keyfile none; lock-file none;
          listen-on port {{Endpoint.Port}} { 127.0.0.1; }; listen-on-v6 { none; };
          recursion no; dnssec-validation no; notify no; allow-transfer { none; };
        };
        controls { inet 127.0.0.1 port {{controlPort}} allow { 127.0.0.1; } keys { {{control.Name}}; }; };
        acl writers { key {{Key.Name}}; key {{Writer.Name}}; {{string.Concat(Longer.Select(key => $"key {key.Name}; "))}}};
        acl readers { key {{Key.Name}}; key {{Reader.Name}}; {{string.Concat(Longer.Select(key => $"key {key.Name}; "))}}};
        {{string.Join('\n', zones.Select(zone => $$"""
        zone "{{zone.Name}}" { type primary; file "{{zone.Name}}.zone"; allow-update { writers; }; allow-transfer { readers; }; };
        """))}}

        """;
}
