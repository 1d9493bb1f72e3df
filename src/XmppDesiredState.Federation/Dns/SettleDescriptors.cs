using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Federation.Dns;

/// <summary>What settling can report. Each provider has codes of its own for it, and says in them what its users can do.</summary>
/// <param name="Lags">A server does not show the change.</param>
/// <param name="NoNameServers">Nobody says which servers the zone has.</param>
/// <param name="TargetIsAlias">A target is a CNAME.</param>
/// <param name="TargetWithoutAddress">A target has no A or AAAA record.</param>
/// <param name="TargetIsPrivate">A target's address means nothing elsewhere.</param>
/// <param name="TargetFails">The resolver fails for a target.</param>
public sealed record SettleDescriptors(
    DiagnosticDescriptor Lags, DiagnosticDescriptor NoNameServers, DiagnosticDescriptor TargetIsAlias, DiagnosticDescriptor TargetWithoutAddress,
    DiagnosticDescriptor TargetIsPrivate, DiagnosticDescriptor TargetFails)
{
    /// <param name="servers">Each with what it says.</param>
    internal Diagnostic LagsAt(string owner, TimeSpan within, IEnumerable<string> servers) =>
        Lags.At(null, $"{owner} is not everywhere as it shall be after {Values.Duration.Format(within)}: {string.Join("; ", servers)}.", "See why these servers lag; the change itself is done.");

    internal Diagnostic NoneFound(string zone) =>
        NoNameServers.At(null, $"The name servers of {zone} cannot be found.", "Name a resolver, or the servers themselves, under settle.");

    internal Diagnostic? TargetAt(TargetFinding finding, string owner, string target) => finding switch
    {
        TargetFinding.Alias => TargetIsAlias.At(null, $"{target}, a target of {owner}, is an alias (CNAME).", "Name the host that it leads to."),
        TargetFinding.NoAddress => TargetWithoutAddress.At(null, $"{target}, a target of {owner}, has neither A nor AAAA records.", "Add them, or correct the target."),
        TargetFinding.PrivateAddress => TargetIsPrivate.At(null, $"{target}, a target of {owner}, has a private address.", "See what the public resolves."),
        TargetFinding.Failed => TargetFails.At(null, $"{target}, a target of {owner}, cannot be resolved (SERVFAIL).", "See to its zone."),
        _ => null,
    };
}
