using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What one member of a service has to go through.</summary>
/// <param name="Served">The certificate that a probe sees.</param>
/// <param name="Certificates">Every certificate that the service takes up on this member.</param>
/// <param name="Loaded">What it runs with now; null: nothing, or nobody knows.</param>
internal sealed record MemberTurn(string Member, PlannedCertificate Served, ImmutableArray<PlannedCertificate> Certificates, string? Loaded)
{
    /// <summary>What is installed in this plan.</summary>
    public ImmutableArray<StepDraft> Installs { get; } = [.. Certificates.Where(certificate => certificate.Installs.ContainsKey(Member)).Select(certificate => certificate.Installs[Member])];

    /// <summary>What it can go back to; null: there is nothing that it ran with before.</summary>
    public string? Previous => Served.Installs.ContainsKey(Member) ? Served.Installed(Member) : Loaded == Service.Interrupted ? null : Loaded;
}
