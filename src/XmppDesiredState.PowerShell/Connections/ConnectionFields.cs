using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.PowerShell.Connections;

/// <summary>The keys of a connection in a state file: exactly one of <c>local</c>, <c>ssh</c> and <c>remoting</c>.</summary>
public static class ConnectionFields
{
    /// <summary>The port of SSH.</summary>
    public const int DefaultPort = 22;

    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(15);

    private static readonly ListType<string> Words = new(new TextType(), 100);

    public static readonly Field<ImmutableArray<string>> Program = new("program", Words, Traits.None,
        "Program and arguments of a PowerShell on this machine that reads commands from standard input; [powershell.exe, -NoLogo, -NoProfile, -NonInteractive, -Command, '-'] on Windows unless given, pwsh elsewhere.");

    public static readonly Field<string> Host = new("host", new TextType(253), Traits.Required, "Host name or address of the SSH server.");
    public static readonly Field<long> Port = new("port", new IntegerType(1, 65535), Traits.None, "TCP port of the SSH server; 22 unless given.");
    public static readonly Field<string> User = new("user", new TextType(256), Traits.Required, @"Account on the server: name, DOMAIN\name or name@domain.");

    public static readonly Field<ImmutableArray<string>> HostKey = new("hostKey", new ListType<string>(new TextType(64), 16), Traits.Required,
        "Fingerprints, SHA256:…, of the keys the server may have: ssh-keygen -lf ssh_host_ed25519_key.pub on the server prints one.");

    public static readonly Field<Value.Secret> PrivateKey = new("privateKey", SecretType.Instance, Traits.Secret, "Private key, PEM or OpenSSH: a reference. Either this or password.");
    public static readonly Field<Value.Secret> Passphrase = new("passphrase", SecretType.Instance, Traits.Secret, "What the private key is encrypted with: a reference.");
    public static readonly Field<Value.Secret> Password = new("password", SecretType.Instance, Traits.Secret, "Password of the account: a reference.");

    public static readonly Field<string> Command = new("command", new TextType(1024), Traits.None,
        $"Command line that the server runs; {PowerShellProgram.RemoteCommand} unless given.");

    public static readonly Field<TimeSpan> ConnectTimeout = new("connectTimeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)), Traits.None,
        "Time for the connection, without the start of PowerShell; 15s unless given.");

    public static readonly Field<string> Uri = new("uri", new TextType(2048), Traits.Required, "Endpoint of PowerShell remoting, such as https://pool.contoso.com/OcsPowershell.");

    public static readonly Field<string> RemotingUser = new("user", new TextType(256), Traits.None, "Account, with password; the one this program runs under unless given.");

    public static readonly Field<RemotingAuthentication> Authentication = new("authentication",
        new ChoiceType<RemotingAuthentication>(("default", RemotingAuthentication.Default), ("negotiate", RemotingAuthentication.Negotiate), ("kerberos", RemotingAuthentication.Kerberos),
            ("basic", RemotingAuthentication.Basic), ("credssp", RemotingAuthentication.CredSsp)), Traits.None, "As -Authentication of New-PSSession; that of PowerShell unless given.");

    public static readonly Field<bool> CertificateChecks = new("certificateChecks", new ChoiceType<bool>(("on", true), ("off", false)), Traits.None,
        "on (unless given), or off: whoever answers under that name is believed and gets the credentials.");

    public static readonly Field<Value.Map> Local = new("local", new ObjectType("{ program }", Program), Traits.None, "PowerShell on this machine: local: {}.");

    public static readonly Field<Value.Map> Ssh = new("ssh", new ObjectType("{ host, port, user, hostKey, privateKey, passphrase, password, command, connectTimeout }",
        Host, Port, User, HostKey, PrivateKey, Passphrase, Password, Command, ConnectTimeout), Traits.None, "PowerShell behind an OpenSSH server.");

    public static readonly Field<Value.Map> Remoting = new("remoting", new ObjectType("{ uri, user, password, authentication, certificateChecks, program }",
        Uri, RemotingUser, Password, Authentication, CertificateChecks, Program), Traits.None, "PowerShell on this machine that imports the cmdlets from an endpoint for remoting.");

    /// <summary>The three ways, of which one is given.</summary>
    public static ImmutableArray<Field> All { get; } = [Local, Ssh, Remoting];

    /// <summary>A connection as the value of one option.</summary>
    public static ObjectType Type { get; } = new("{ local | ssh | remoting }", [.. All]);

    /// <summary>The connection; null where not exactly one way is given. Call <see cref="ConnectionCheck.Check"/> for what else is wrong.</summary>
    /// <param name="connection">Canonical values; keys other than the three are passed over.</param>
    public static PowerShellConnection? Read(Value.Map connection)
    {
        var ways = All.Where(way => connection.Items.GetValueOrDefault(way.Name) is Value.Map).ToArray();
        if (ways is not [var way]) return null;
        var items = ((Value.Map)connection.Items[way.Name]).Items;
        if (way == Local) return new PowerShellConnection.Local(ListOf(items, Program));
        if (way == Remoting)
        {
            return new PowerShellConnection.Remoting(TextOf(items, Uri) ?? "", TextOf(items, RemotingUser), items.GetValueOrDefault(Password.Name) as Value.Secret,
                Get(items, Authentication, RemotingAuthentication.Default), Get(items, CertificateChecks, true), ListOf(items, Program));
        }

        return new PowerShellConnection.Ssh(TextOf(items, Host) ?? "", (int)Get(items, Port, DefaultPort), TextOf(items, User) ?? "", ListOf(items, HostKey),
            items.GetValueOrDefault(PrivateKey.Name) as Value.Secret, items.GetValueOrDefault(Passphrase.Name) as Value.Secret, items.GetValueOrDefault(Password.Name) as Value.Secret,
            TextOf(items, Command) ?? PowerShellProgram.RemoteCommand, Get(items, ConnectTimeout, DefaultConnectTimeout));
    }

    private static string? TextOf(ImmutableSortedDictionary<string, Value> items, Field<string> field) => (items.GetValueOrDefault(field.Name) as Value.Text)?.Content;

    private static ImmutableArray<string> ListOf(ImmutableSortedDictionary<string, Value> items, Field<ImmutableArray<string>> field) =>
        items.GetValueOrDefault(field.Name) is Value.List list ? [.. list.Items.OfType<Value.Text>().Select(text => text.Content)] : [];

    private static T Get<T>(ImmutableSortedDictionary<string, Value> items, Field<T> field, T unlessGiven) =>
        items.TryGetValue(field.Name, out var raw) && raw is not Value.Cleared && field.Type.TryRead(raw, out T? value, out _) ? value : unlessGiven;
}
