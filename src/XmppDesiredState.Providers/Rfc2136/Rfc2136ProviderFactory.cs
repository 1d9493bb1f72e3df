using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary><c>rfc2136</c>: SRV record sets on a primary name server, by zone transfer and dynamic update.</summary>
public sealed class Rfc2136ProviderFactory : IProviderFactory
{
    // Asked once for every record set declared on an instance, so the instance's zones are sorted out once.
    private readonly ConditionalWeakTable<ProviderDeclaration, ZoneNames> zonesOf = [];

    public string Type => "rfc2136";

    public string Summary => "SRV record sets on a primary name server (BIND, Knot): zone transfer and DNS update, signed.";

    public ImmutableArray<Field> Options => Rfc2136Options.All;

    public ImmutableArray<Capability> Capabilities { get; } =
        [new(SrvRecord.Kind, [Operation.Create, Operation.Update, Operation.Delete, Operation.Settle], [SrvRecord.Ttl, SrvRecord.Targets])];

    public ImmutableArray<Capability> CapabilitiesOf(ProviderDeclaration declaration) =>
        SettleOptions.Of(declaration.Options).Within == TimeSpan.Zero ? [.. Capabilities.Select(capability => capability.Without(Operation.Settle))] : Capabilities;

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => Rfc2136Diagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        foreach (var server in Rfc2136Options.Get(declaration.Options, Rfc2136Options.Server).Where(server => !Rfc2136Options.TryReadServer(server, out _)))
            yield return Bad(declaration, Rfc2136Options.Server, $"'{server}' is not the address of a name server.", "Write host:port, 192.0.2.1:port or [2001:db8::1]:port.");
        foreach (var address in SettleOptions.Wrong(declaration.Options))
            yield return Bad(declaration, SettleOptions.Field, $"'{address}' is not the IP address of a name server.", "Write 192.0.2.1, 192.0.2.1:port or [2001:db8::1]:port.");
        var keys = new HashSet<(string, Tsig.TsigAlgorithm, Value?)>();
        foreach (var key in Rfc2136Options.Get(declaration.Options, Rfc2136Options.Keys))
        {
            var written = Rfc2136Options.TextOf(key, Rfc2136Options.KeyName);
            if (Rfc2136Options.NameOf(written) is not { } name)
                yield return Bad(declaration, Rfc2136Options.Keys, $"'{written}' is not the name of a key.", "Write the name from the server's key file.");
            else if (!keys.Add((name, Rfc2136Options.AlgorithmOf(key), key.Items.GetValueOrDefault(Rfc2136Options.Secret.Name))))
                yield return Bad(declaration, Rfc2136Options.Keys, $"The key '{written}' stands twice.", "Keep one of them.");
        }

        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var zone in Rfc2136Options.Get(declaration.Options, Rfc2136Options.Zones))
        {
            if (Rfc2136Options.NameOf(zone) is not { } name)
                yield return Bad(declaration, Rfc2136Options.Zones, $"'{zone}' is not the name of a zone.", "Write a name such as contoso.com.");
            else if (!zones.TryAdd(name, zone))
                yield return Bad(declaration, Rfc2136Options.Zones, $"'{zones[name]}' and '{zone}' are the same zone.", "Keep one of them.");
        }
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        if (declared.Resource.Id.Kind != SrvRecord.Kind || !all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type) yield break;
        var zones = zonesOf.GetValue(declaration, known => new ZoneNames(Rfc2136Options.Get(known.Options, Rfc2136Options.Zones)));
        if (zones.Find(declared.Resource.Id.Name) is not null) yield break;
        yield return Rfc2136Diagnostics.NotInAnyZone.At(declared.Where,
            $"{SrvRecord.Domain(declared.Resource.Id)} is in none of the zones of {declared.Provider}{(zones.All.IsEmpty ? "" : $" ({string.Join(", ", zones.All.Take(10))}{(zones.All.Length > 10 ? ", …" : "")})")}.",
            $"Add the zone under zones of {declared.Provider}, or name another provider.") with
        { Address = declared.Address.ToString() };
    }

    public IProvider Create(ProviderSettings settings) => new Rfc2136Provider(settings);

    private static Diagnostic Bad(ProviderDeclaration declaration, Field option, string summary, string fix) =>
        Rfc2136Diagnostics.BadOptions.At(declaration.Spans.GetValueOrDefault(option.Name) ?? declaration.Where, summary, fix);
}
