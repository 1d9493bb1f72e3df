using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>
/// What one partner must configure for us, made from nothing but the state files. It goes by mail: no name of a provider, a machine or a
/// path, no description, and no other partner is in it.
/// </summary>
/// <param name="Ours">Our XMPP domains.</param>
/// <param name="Theirs">Their domains, the primary one first.</param>
/// <param name="Negotiation">Our side of the negotiation with them; what a new partner gets where nothing is declared.</param>
/// <param name="IsDeclared">Whether we have declared them already.</param>
/// <param name="Services">How our servers are found.</param>
/// <param name="Certificate">What of our certificate is declared.</param>
internal sealed record PartnerSheet(ImmutableArray<string> Ours, ImmutableArray<string> Theirs, Negotiation Negotiation, bool IsDeclared, ImmutableArray<SheetService> Services, SheetCertificate Certificate,
    ImmutableArray<string> Inbound, ImmutableArray<string> Outbound, string? ContactName, string? ContactMail, DateOnly Date)
{
    /// <summary>The partner is declared and its negotiation is not, so that what the gateway does is not known here.</summary>
    public bool IsPresumed { get; private init; }

    /// <summary>What was declared and is not on the sheet, since nobody outside can use it.</summary>
    public ImmutableArray<string> KeptBack { get; private init; } = [];

    public bool HasSasl => Negotiation.Methods.HasFlag(AuthenticationMethods.SaslOverTls);

    public bool HasDialback => (Negotiation.Methods & (AuthenticationMethods.TlsDialback | AuthenticationMethods.TcpDialback)) != AuthenticationMethods.None;

    /// <param name="domain">Canonical; one of a declared partner's, or anybody's but ours.</param>
    public static PartnerSheet Of(DesiredState state, string domain, DateOnly date)
    {
        var partner = state.OfKind(Partner.Kind).FirstOrDefault(declared => !declared.Absent && Partner.Domains(declared.Resource).Contains(domain, StringComparer.Ordinal));
        var services = SheetService.Of(state);
        var gateway = state.Gateway;
        return new PartnerSheet(gateway.Domains, partner is null ? [domain] : [.. Partner.Domains(partner.Resource)], partner?.Resource.Get(Partner.Negotiation) ?? Negotiation.OnCreate, partner is not null,
            [.. services.Select(service => service.Public())], SheetCertificate.Of(state), [.. gateway.InboundAddresses.Where(PublicName.IsPublicAddress)], [.. gateway.OutboundAddresses.Where(PublicName.IsPublicAddress)],
            gateway.ContactName, gateway.ContactMail, date)
        {
            IsPresumed = partner is not null && !partner.Resource.TryGet(Partner.Negotiation, out _),
            KeptBack = [.. gateway.InboundAddresses.Concat(gateway.OutboundAddresses).Where(address => !PublicName.IsPublicAddress(address))
                .Concat(services.SelectMany(service => service.Targets).Select(target => target.Target).Where(target => !PublicName.IsPublicHost(target))).Distinct(StringComparer.Ordinal)],
        };
    }
}
