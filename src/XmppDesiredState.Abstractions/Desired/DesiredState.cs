using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Desired;

/// <summary>Everything the files say, resolved: variables, includes, overlays, presets and defaults are behind us.</summary>
public sealed record DesiredState
{
    /// <summary>The deployment; it names plans, comments and issues.</summary>
    public string Name { get; init; } = "default";

    public Gateway Gateway { get; init; } = Gateway.None;

    /// <summary>Ordered by address; an address stands once.</summary>
    public ImmutableArray<Declared> Resources { get; init; } = [];

    public ImmutableArray<Section> Sections { get; init; } = [];

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, ProviderDeclaration> Providers { get; init; } =
        ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, MaintenanceWindow> Windows { get; init; } =
        ImmutableSortedDictionary.Create<string, MaintenanceWindow>(StringComparer.Ordinal);

    public ImmutableArray<Acknowledgement> Acknowledged { get; init; } = [];

    public ImmutableArray<DriftIgnore> DriftIgnores { get; init; } = [];

    public GuardLimits? Guards { get; init; }

    public RunStoreDeclaration? RunStore { get; init; }

    /// <summary>
    /// SHA-256 in lower-case hexadecimal over the resolved content: no paths of the files, no comments, no order of files, no secret.
    /// The same content gives the same digest on every machine.
    /// </summary>
    public string ConfigDigest { get; init; } = "";

    public Section? SectionOf(Kind kind) => Sections.FirstOrDefault(section => section.Kind == kind);

    public IEnumerable<Declared> OfKind(Kind kind) => Resources.Where(declared => declared.Resource.Id.Kind == kind);
}
