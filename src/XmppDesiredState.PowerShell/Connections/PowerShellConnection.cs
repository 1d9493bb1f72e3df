using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.PowerShell.Connections;

/// <summary>How to reach a PowerShell. A closed union; <see cref="ConnectionFields.Read"/> makes one from options.</summary>
public abstract record PowerShellConnection
{
    private PowerShellConnection()
    {
    }

    /// <summary>For messages: <c>this machine</c>, <c>fe01.contoso.com:22</c>, the URI.</summary>
    public abstract string Place { get; }

    /// <summary>A PowerShell on this machine.</summary>
    /// <param name="Program">Program and arguments that read commands from standard input; empty: <see cref="PowerShellOpening.Program"/>.</param>
    public sealed record Local(ImmutableArray<string> Program) : PowerShellConnection
    {
        public override string Place => "this machine";
    }

    /// <summary>A PowerShell behind an OpenSSH server.</summary>
    /// <param name="HostKeys">Fingerprints such as <c>SHA256:…</c> of the keys the server may have, one at least.</param>
    /// <param name="PrivateKey">In PEM or the form of OpenSSH; either this or <paramref name="Password"/>.</param>
    /// <param name="Command">The command line that the server runs.</param>
    /// <param name="ConnectTimeout">For the connection, without the start of PowerShell.</param>
    public sealed record Ssh(string Host, int Port, string User, ImmutableArray<string> HostKeys, Value.Secret? PrivateKey, Value.Secret? Passphrase, Value.Secret? Password,
        string Command, TimeSpan ConnectTimeout) : PowerShellConnection
    {
        public override string Place => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
    }

    /// <summary>A PowerShell on this machine that imports commands from an endpoint for remoting.</summary>
    /// <param name="Uri">Such as <c>https://pool.contoso.com/OcsPowershell</c>.</param>
    /// <param name="User">Null: the account this program runs under.</param>
    /// <param name="CertificateChecks">False: whoever answers gets the credentials.</param>
    /// <param name="Program">As of <see cref="Local"/>.</param>
    public sealed record Remoting(string Uri, string? User, Value.Secret? Password, RemotingAuthentication Authentication, bool CertificateChecks, ImmutableArray<string> Program)
        : PowerShellConnection
    {
        public override string Place => Uri;
    }
}
