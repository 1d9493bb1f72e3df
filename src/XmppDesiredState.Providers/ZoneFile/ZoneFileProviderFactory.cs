using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary><c>zone-file</c>: SRV record sets in RFC 1035 master files.</summary>
public sealed class ZoneFileProviderFactory : IProviderFactory
{
    // Asked once for every record set declared on an instance, so the instance's zones are sorted out once.
    private readonly ConditionalWeakTable<ProviderDeclaration, ZoneMap> zoneMaps = [];

    public string Type => "zone-file";

    public string Summary => "SRV record sets in DNS zone files, edited where they stand.";

    public ImmutableArray<Field> Options => [ZoneFileOptions.Zones, ZoneFileOptions.Check];

    public ImmutableArray<Capability> Capabilities { get; } =
        [new(SrvRecord.Kind, [Operation.Create, Operation.Update, Operation.Delete], [SrvRecord.Ttl, SrvRecord.Targets])];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => ZoneFileDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        var where = declaration.Spans.GetValueOrDefault(ZoneFileOptions.Zones.Name) ?? declaration.Where;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (key, path) in ZonesOf(declaration))
        {
            var name = ZoneMap.Normalize(key);
            if (name is null)
                yield return ZoneFileDiagnostics.BadZones.At(where, $"'{key}' is not the name of a zone.", "Write a name such as contoso.com.");
            else if (!names.TryAdd(name, key))
                yield return ZoneFileDiagnostics.BadZones.At(where, $"'{names[name]}' and '{key}' are the same zone.", "Keep one of them.");
            if (!files.TryAdd(Path.GetFullPath(path, declaration.Folder), key))
                yield return ZoneFileDiagnostics.BadZones.At(where, $"The zones '{files[Path.GetFullPath(path, declaration.Folder)]}' and '{key}' share one file.", "Give each zone a file of its own.");
        }
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        if (declared.Resource.Id.Kind != SrvRecord.Kind || !all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type) yield break;
        if (zoneMaps.GetValue(declaration, known => new ZoneMap(ZonesOf(known))).Find(declared.Resource.Id.Name) is not null) yield break;
        var zones = ZonesOf(declaration);
        yield return ZoneFileDiagnostics.NotInAnyZone.At(declared.Where,
            $"{SrvRecord.Domain(declared.Resource.Id)} is in none of the zones of {declared.Provider}{(zones.IsEmpty ? "" : $" ({string.Join(", ", zones.Keys)})")}.",
            $"Add the zone and its file under zones of {declared.Provider}, or name another provider.") with
        { Address = declared.Address.ToString() };
    }

    public IProvider Create(ProviderSettings settings) => new ZoneFileProvider(settings);

    private static ImmutableSortedDictionary<string, string> ZonesOf(ProviderDeclaration declaration) =>
        declaration.Options.TryGetValue(ZoneFileOptions.Zones.Name, out var raw) && ZoneFileOptions.Zones.Type.TryRead(raw, out ImmutableSortedDictionary<string, string>? zones, out _)
            ? zones
            : ImmutableSortedDictionary<string, string>.Empty;
}
