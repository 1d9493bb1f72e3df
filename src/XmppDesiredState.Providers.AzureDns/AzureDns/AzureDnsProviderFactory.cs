using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Azure;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary><c>azure-dns</c>: SRV record sets in Azure DNS.</summary>
public sealed class AzureDnsProviderFactory : IProviderFactory
{
    // Asked once for every record set declared on an instance, so the instance's zones are sorted out once.
    private readonly ConditionalWeakTable<ProviderDeclaration, AzureDnsZones> zoneSets = [];
    private readonly Func<HttpMessageHandler> createHandler;

    public AzureDnsProviderFactory() : this(Connections.Create)
    {
    }

    /// <param name="createHandler">How to reach servers: a test trusts the certificate of its own.</param>
    internal AzureDnsProviderFactory(Func<HttpMessageHandler> createHandler) => this.createHandler = createHandler;

    public string Type => "azure-dns";

    public string Summary => "SRV record sets in public zones of Azure DNS.";

    public ImmutableArray<Field> Options =>
        [AzureDnsOptions.Subscription, AzureDnsOptions.ResourceGroup, AzureDnsOptions.Zones, AzureDnsOptions.Credential, AzureDnsOptions.Endpoint, AzureDnsOptions.Authority, SettleOptions.Field];

    public ImmutableArray<Capability> Capabilities { get; } =
        [new(SrvRecord.Kind, [Operation.Create, Operation.Update, Operation.Delete, Operation.Settle], [SrvRecord.Ttl, SrvRecord.Targets])];

    public ImmutableArray<Capability> CapabilitiesOf(ProviderDeclaration declaration) =>
        SettleOptions.Of(declaration.Options).Within == TimeSpan.Zero ? [.. Capabilities.Select(capability => capability.Without(Operation.Settle))] : Capabilities;

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => AzureDnsDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        foreach (var option in (Field<string>[])[AzureDnsOptions.Endpoint, AzureDnsOptions.Authority])
        {
            if (TextOf(declaration, option) is { } address && !AzureDnsOptions.TryReadHost(address, out _))
                yield return AzureDnsDiagnostics.BadOptions.At(At(declaration, option), $"{option.Name} is no https address of a server.", "Write https:// and the host, and nothing behind it.");
        }

        if (TextOf(declaration, AzureDnsOptions.Subscription) is { } subscription && !Guid.TryParseExact(subscription, "D", out _))
            yield return AzureDnsDiagnostics.BadOptions.At(At(declaration, AzureDnsOptions.Subscription), "subscription is not the id of a subscription.",
                "Write its id, such as 00000000-0000-0000-0000-000000000000: az account show --query id.");
        if (TextOf(declaration, AzureDnsOptions.ResourceGroup) is { } group && !IsResourceGroup(group))
            yield return AzureDnsDiagnostics.BadOptions.At(At(declaration, AzureDnsOptions.ResourceGroup), "resourceGroup is not the name of a resource group.",
                "Write its name alone: letters, digits, - _ . ( and ), no dot at the end.");
        foreach (var address in SettleOptions.Wrong(declaration.Options))
            yield return AzureDnsDiagnostics.BadOptions.At(At(declaration, SettleOptions.Field), $"'{address}' is not the IP address of a name server.", "Write 192.0.2.1, 192.0.2.1:port or [2001:db8::1]:port.");
        if (ZonesOf(declaration).IsDefaultOrEmpty)
            yield return AzureDnsDiagnostics.BadOptions.At(At(declaration, AzureDnsOptions.Zones), "There is no zone.", "Name at least one zone, such as [contoso.com].");
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        if (declared.Resource.Id.Kind != SrvRecord.Kind || !all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type) yield break;
        if (zoneSets.GetValue(declaration, known => new AzureDnsZones(ZonesOf(known))).Find(declared.Resource.Id.Name) is null)
        {
            var zones = ZonesOf(declaration);
            yield return AzureDnsDiagnostics.NotInAnyZone.At(declared.Where,
                $"{SrvRecord.Domain(declared.Resource.Id)} is in none of the zones of {declared.Provider}{(zones.IsDefaultOrEmpty ? "" : $" ({string.Join(", ", zones)})")}.",
                $"Add the zone under zones of {declared.Provider}, or name another provider.") with
            { Address = declared.Address.ToString() };
        }

        if (declared.Resource.TryGet(SrvRecord.Ttl, out var ttl) && ttl < TimeSpan.FromSeconds(1))
        {
            yield return AzureDnsDiagnostics.BadRecord.At(declared.At(SrvRecord.Ttl), $"{declared.Resource.Id.Name} has a ttl of 0.", "Write at least 1s.") with
            { Address = declared.Address.ToString() };
        }
    }

    public IProvider Create(ProviderSettings settings) => new AzureDnsProvider(settings, createHandler());

    private static bool IsResourceGroup(string name) => name.Length is > 0 and <= 90 && !name.EndsWith('.') && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '(' or ')');

    private static SourceSpan At(ProviderDeclaration declaration, Field option) => declaration.Spans.GetValueOrDefault(option.Name) ?? declaration.Where;

    private static string? TextOf(ProviderDeclaration declaration, Field<string> option) => declaration.Options.GetValueOrDefault(option.Name) is Value.Text text ? text.Content : null;

    private static ImmutableArray<string> ZonesOf(ProviderDeclaration declaration) =>
        declaration.Options.TryGetValue(AzureDnsOptions.Zones.Name, out var raw) && AzureDnsOptions.Zones.Type.TryRead(raw, out ImmutableArray<string> zones, out _) ? zones : [];
}
