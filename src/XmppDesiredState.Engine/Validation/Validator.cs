using System.Collections.Frozen;
using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Judges the desired state: the rules of the domain, what the providers can hold, and what the author accepts. Pure and offline.</summary>
/// <param name="factories">All types of provider there are.</param>
public sealed class Validator(ImmutableArray<IProviderFactory> factories)
{
    /// <summary>In the order of their codes.</summary>
    internal static ImmutableArray<IRule> Rules { get; } =
    [
        new RequiredAttributeRule(),
        new NegotiationRule(),
        new OwnDomainRule(),
        new DomainTwiceRule(),
        new RepeatedPrimaryRule(),
        new UnencryptedPartnerRule(),
        new PublicVerifiedRule(),
        new PublicProviderRule(),
        new XmppAccessRule(),
        new EdgeAccessRule(),
        new StreamTimeoutRule(),
        new CertificateCoverageRule(),
        new SubjectNameRule(),
        new WeakKeyRule(),
        new ClientAuthRule(),
        new ManualIssuerRule(),
        new UndeclaredNameRule(),
        new SrvPortRule(),
        new SrvAddressRule(),
        new SrvNoServiceRule(),
        new SrvTtlRule(),
        new SrvGatewayRule(),
        new MissingSrvRule(),
        new ForeignSrvRule(),
        new RestartWindowRule(),
        new MemberAddressRule(),
    ];

    private readonly CapabilityCheck capabilities = new(factories);

    private readonly RoleCheck roles = new(factories);

    private readonly AcceptanceCheck acceptances = new(
        ValidationDiagnostics.All.Concat(factories.SelectMany(factory => factory.Diagnostics)),
        Rules.Where(rule => rule.HoldsForEffectiveState).SelectMany(rule => rule.Descriptors).Select(descriptor => descriptor.Code).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Everything there is to say about the files alone.</summary>
    /// <param name="today">For entries with a date.</param>
    public ValidationResult Validate(DesiredState desired, DateOnly today) =>
        acceptances.Apply(desired, [.. Rules.SelectMany(rule => rule.Check(desired)), .. capabilities.Check(desired), .. roles.Check(desired), .. ExpiryCheck.Check(desired, today)], today, judgeEntries: true);

    /// <summary>What only shows in what will be in effect, and not in the files alone.</summary>
    /// <param name="declared">As the files say.</param>
    /// <param name="effective">The same resources with what was observed where the files say nothing.</param>
    /// <param name="today">For entries with a date.</param>
    public ValidationResult ValidateEffective(DesiredState declared, DesiredState effective, DateOnly today)
    {
        // What the files alone show is known already.
        if (ReferenceEquals(declared, effective)) return acceptances.Apply(effective, [], today, judgeEntries: false);
        var rules = Rules.Where(rule => rule.HoldsForEffectiveState).ToArray();
        var known = rules.SelectMany(rule => rule.Check(declared)).Select(finding => (finding.Code, finding.Address)).ToHashSet();
        return acceptances.Apply(effective, [.. rules.SelectMany(rule => rule.Check(effective)).Where(finding => !known.Contains((finding.Code, finding.Address)))], today, judgeEntries: false);
    }
}
