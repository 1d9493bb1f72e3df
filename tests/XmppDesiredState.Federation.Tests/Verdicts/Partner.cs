using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>A domain of a partner, with a server behind it or without.</summary>
/// <param name="Words">How the table calls it.</param>
internal sealed record Partner(string Domain, string Words)
{
    public Server Server { get; init; } = Server.Encrypted;

    public CertificateKind Certificate { get; init; }

    /// <summary>Settings of this domain alone.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>
    /// Its records, relative to its domain unless with a trailing dot. <c>{starttls}</c>, <c>{direct}</c> and <c>{dead}</c> stand for ports: its server's two, and
    /// one on which nobody listens. Null: one SRV record that leads to its server's STARTTLS port.
    /// </summary>
    public ImmutableArray<string>? Records { get; init; }

    /// <summary>Whether what its record leads to never says a word.</summary>
    public bool IsMute { get; init; }

    /// <summary>Whether its server knows the domain.</summary>
    public bool IsServed { get; init; } = true;
}
