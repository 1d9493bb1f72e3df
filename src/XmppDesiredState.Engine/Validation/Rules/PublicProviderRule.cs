using System.Collections.Frozen;
using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>At a public provider anybody may have an account.</summary>
internal sealed class PublicProviderRule : IRule
{
    private static readonly DiagnosticDescriptor Trusted = new("XDS2110", Severity.Warning, "A public provider is trusted like an organisation",
        "Anybody may open an account at a public provider, so trusting the provider trusts everybody: as Federated or PublicVerified their users add contacts, see presence "
        + "and write without approval. PublicUnverified lets your users begin, and nobody else. The list of providers known here is short and holds large open servers only; "
        + "it is no judgement of their quality.")
    { IsAcceptable = true };

    // Servers with open registration that have stood for years, as the public provider lists of the XMPP community name them; Google Talk is there for old configurations.
    private static readonly FrozenSet<string> Providers = FrozenSet.ToFrozenSet(
    [
        "gmail.com", "googlemail.com", "talk.google.com", "jabber.org", "jabber.de", "jabber.ccc.de", "jabber.at", "jabber.fr", "xmpp.jp", "conversations.im", "disroot.org",
        "draugr.de", "yax.im", "dismail.de", "trashserver.net", "5222.de", "hot-chilli.net", "movim.eu",
    ], StringComparer.Ordinal);

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Trusted];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from partner in desired.Present(Partner.Kind)
        let known = Partner.Domains(partner.Resource).Where(Providers.Contains).ToArray()
        where known.Length > 0
        where partner.Resource.TryGet(Partner.Type, out var type) && type is PartnerType.Federated or PartnerType.PublicVerified
        select partner.Finding(Trusted, Partner.Type, $"{Findings.Some(known)} is a public provider, and {partner.Resource.Id} trusts it as {partner.Resource.Get(Partner.Type)}.",
            "Write type: PublicUnverified, so that nobody there reaches your users uninvited.");
}
