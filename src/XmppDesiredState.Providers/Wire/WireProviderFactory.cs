using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Wire;

/// <summary><c>wire</c>: asks members of services from outside which certificate they present.</summary>
public sealed class WireProviderFactory : IProviderFactory
{
    public string Type => "wire";

    public string Summary => "Asks the members of a service over XMPP which certificate they present; changes nothing.";

    public ImmutableArray<Field> Options => WireOptions.All;

    public ImmutableArray<Capability> Capabilities { get; } = [new(Service.Kind, [Operation.Probe], [Service.Loaded])];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => WireDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        var where = declaration.Spans.GetValueOrDefault(WireOptions.Members.Name) ?? declaration.Where;
        var owners = new Dictionary<StreamEndpoint, string>();
        foreach (var (member, value) in MembersOf(declaration))
        {
            if (!WireMapper.TryReadPorts(value, out var ports, out var problem))
            {
                yield return WireDiagnostics.BadMember.At(where, $"{member} {problem}.", "Write address: host:5269, or directTls: host:port, or both on different ports.");
                continue;
            }

            foreach (var port in ports)
            {
                if (!owners.TryAdd(port.Endpoint, member))
                    yield return WireDiagnostics.SharedAddress.At(where, $"{owners[port.Endpoint]} and {member} are both asked at {port.Endpoint}.", "Give each member an address of its own.");
            }
        }
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        if (declared.Resource.Id.Kind != Service.Kind) yield break;
        foreach (var finding in Unlisted(declared, all)) yield return finding;
        if (!all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type) yield break;
        if (declared.Resource.TryGet(Service.Restart, out var mode) && mode == RestartMode.Manual) yield break;
        yield return WireDiagnostics.HoldsNoService.At(declared.Where, $"{declared.Provider} cannot reload or restart {declared.Resource.Id}.",
            $"Name another provider for it and write health: {{ provider: {declared.Provider}, domain: NAME }}, or restart: manual.") with
        { Address = declared.Address.ToString() };
    }

    public IProvider Create(ProviderSettings settings) => new WireProvider(settings);

    // A rolling restart goes on to the next member only when the last one answers at an address of its own.
    private IEnumerable<Diagnostic> Unlisted(Declared declared, DesiredState all)
    {
        if (declared.Resource[Service.Health] is not Value.Map health || health.Items.GetValueOrDefault(Service.HealthProvider.Name) is not Value.Text { Content: var prober }) return [];
        if (!all.Providers.TryGetValue(prober, out var declaration) || declaration.Type != Type || !declared.Resource.TryGet(Service.Members, out var members)) return [];
        var listed = MembersOf(declaration);
        return members.Where(member => !listed.ContainsKey(member)).Select(member => WireDiagnostics.NotListedOn(declared.Resource.Id, member, prober) with
        {
            Where = declared.At(Service.Members),
            Address = declared.Address.ToString(),
        });
    }

    private static ImmutableSortedDictionary<string, Value.Map> MembersOf(ProviderDeclaration declaration) =>
        declaration.Options.TryGetValue(WireOptions.Members.Name, out var raw) && WireOptions.Members.Type.TryRead(raw, out ImmutableSortedDictionary<string, Value.Map>? members, out _)
            ? members
            : ImmutableSortedDictionary<string, Value.Map>.Empty;
}
