using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A domain belongs to one partner of a provider, as its primary domain or as an additional one.</summary>
internal sealed class DomainTwiceRule : IRule
{
    // Not acceptable: order of steps and ownership rest on a domain having one owner.
    private static readonly DiagnosticDescriptor Twice = new("XDS2105", Severity.Error, "A domain stands in two partners",
        "When a stream for a domain arrives, one partner's settings must apply; with two candidates nobody can say which, and the weaker ones may win. "
        + "The cause is usually a domain that moved between two organisations, or a partner that was added while an older one lists the domain as additional. "
        + "Keep the domain in one of the two places. The same partner on two providers is fine: each provider is judged by itself.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Twice];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var owners = new Dictionary<(string Provider, string Domain), Declared>();
        var contested = new Dictionary<(string Provider, string Domain), List<Declared>>();
        foreach (var partner in desired.Present(Partner.Kind))
        {
            foreach (var domain in Partner.Domains(partner.Resource))
            {
                var claim = (partner.Provider, domain);
                // The primary domain among a partner's own additional ones is another rule's.
                if (owners.TryAdd(claim, partner) || owners[claim] is var owner && ReferenceEquals(owner, partner)) continue;
                if (!contested.TryGetValue(claim, out var claimants)) contested[claim] = claimants = [owner];
                if (!claimants.Contains(partner)) claimants.Add(partner);
            }
        }

        foreach (var ((_, domain), claimants) in contested)
        {
            // In the order of the files, so that the second place is the one a reader would call the repetition.
            var ordered = claimants.OrderBy(claimant => claimant.Where, PlaceOrder.Instance).ToArray();
            foreach (var partner in ordered.Skip(1)) yield return Find(partner, ordered[0], domain);
        }
    }

    private static Diagnostic Find(Declared partner, Declared owner, string domain)
    {
        var isPrimary = domain == partner.Resource.Id.Name;
        return Twice.At(isPrimary ? partner.Where : partner.At(Partner.AdditionalDomains),
            $"{domain} stands in two partners of {partner.Provider}, {owner.Resource.Id} and {partner.Resource.Id}.",
            isPrimary ? $"Remove this partner, or take {domain} out of the additional domains of {owner.Resource.Id}." : $"Keep {domain} in one of the two.") with
        {
            Address = partner.Address.ToString(),
            Related = domain == owner.Resource.Id.Name ? owner.Where : owner.At(Partner.AdditionalDomains),
        };
    }
}
