using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using KindObservation = XmppDesiredState.Engine.Observation.KindObservation;

namespace XmppDesiredState.Engine.Tests.Planning;

/// <summary>What the planner is given, said in a few words: declared, live, ours.</summary>
internal sealed class PlanCase
{
    public static readonly SourceSpan Where = new("desired.yaml", 1, 1, 1, 2);

    private readonly List<Declared> declared = [];
    private readonly List<(string Provider, Resource Resource)> live = [];
    private readonly Dictionary<Address, LastAppliedEntry> ours = [];
    private readonly List<Section> sections = [];
    private readonly HashSet<(string, Kind)> unreadable = [];
    private readonly HashSet<(string, Kind)> read = [];
    private readonly List<Acknowledgement> acknowledged = [];
    private readonly List<DriftIgnore> ignored = [];
    private readonly List<MaintenanceWindow> windows = [];

    public PlanOptions Options { get; set; } = PlanOptions.None;

    /// <summary>Something was applied once.</summary>
    public bool IsRecorded { get; set; } = true;

    public GuardLimits? Limits { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public ImmutableArray<Operation> Operations { get; set; } = [Operation.Create, Operation.Update, Operation.Delete, Operation.Reload, Operation.Restart, Operation.Probe];

    /// <summary>Of whoever issues certificates.</summary>
    public TimeSpan LeadTime { get; set; }

    private readonly List<(string Provider, UnknownMember Member)> unknown = [];

    public PlanCase CannotAsk(ResourceId id, string member, string provider = "gateway")
    {
        unknown.Add((provider, new UnknownMember(id, member, ObservationDiagnostics.TimedOut.At(null, "No answer.", "Wait."))));
        return this;
    }

    public ImmutableArray<Diagnostic> EffectiveFindings { get; set; } = [];

    public static Resource APartner(string domain, PartnerType? type = PartnerType.Federated, Negotiation? negotiation = null, string[]? additional = null, string? description = null)
    {
        var partner = new Resource(new ResourceId(Partner.Kind, domain));
        if (type is { } given) partner = partner.With(Partner.Type, given);
        if (negotiation is not null) partner = partner.With(Partner.Negotiation, negotiation);
        if (additional is not null) partner = partner.With(Partner.AdditionalDomains, [.. additional]);
        return description is null ? partner : partner.With(Partner.Description, description);
    }

    public PlanCase Declares(Resource resource, string provider = "gateway", bool protect = false, bool absent = false)
    {
        declared.Add(new Declared(resource, provider, Where) { Protect = protect, Absent = absent });
        read.Add((provider, resource.Id.Kind));
        if (!sections.Any(section => section.Kind == resource.Id.Kind)) HasSection(resource.Id.Kind);
        return this;
    }

    public PlanCase HasLive(Resource resource, string provider = "gateway")
    {
        live.Add((provider, resource));
        read.Add((provider, resource.Id.Kind));
        return this;
    }

    public PlanCase Owns(Resource resource, string provider = "gateway", bool protect = false)
    {
        ours[new Address(resource.Id, provider)] = new LastAppliedEntry(resource, protect, LastAppliedEntry.NothingWritten);
        read.Add((provider, resource.Id.Kind));
        return this;
    }

    public PlanCase HasSection(Kind kind, UnlistedPolicy unlisted = UnlistedPolicy.Report, RemovedPolicy removed = RemovedPolicy.Delete)
    {
        sections.RemoveAll(section => section.Kind == kind);
        sections.Add(new Section(kind, ["gateway"], unlisted, removed, false, Where));
        read.Add(("gateway", kind));
        return this;
    }

    public PlanCase CannotRead(Kind kind, string provider = "gateway")
    {
        unreadable.Add((provider, kind));
        return this;
    }

    public PlanCase Acknowledges(ResourceId id, DateOnly? until = null)
    {
        acknowledged.Add(new Acknowledgement(id, null, "owned by Berlin", until, Where));
        return this;
    }

    public PlanCase Ignores(string pattern, string? attribute = null, DateOnly? until = null)
    {
        ignored.Add(new DriftIgnore(pattern, attribute, "edited by helpdesk", until, Where));
        return this;
    }

    public PlanCase HasWindow(MaintenanceWindow window)
    {
        windows.Add(window);
        return this;
    }

    public Plan Plan() => Planner.Plan(Input());

    public DriftReport Drift() => DriftFinder.Find(Input(), Plan());

    public PlanInput Input() => new(
        new DesiredState
        {
            Name = "case",
            ConfigDigest = "digest",
            Resources = [.. declared.OrderBy(item => item.Address)],
            Sections = [.. sections],
            Acknowledged = [.. acknowledged],
            DriftIgnores = [.. ignored],
            Guards = Limits,
            Windows = windows.ToImmutableSortedDictionary(window => window.Name, window => window, StringComparer.Ordinal),
        },
        new ObservedState([.. read.Union(unreadable).OrderBy(key => key.Item2.Phase).ThenBy(key => key.Item2.Name).ThenBy(key => key.Item1).Select(key => unreadable.Contains(key)
            ? new KindObservation(key.Item1, key.Item2, null, ObservationDiagnostics.TimedOut.At(null, "No answer.", "Wait."))
            : new KindObservation(key.Item1, key.Item2, new Providers.Observation(
                [.. live.Where(item => item.Provider == key.Item1 && item.Resource.Id.Kind == key.Item2).Select(item => new ObservedResource(item.Resource, "v1"))], true, "target", [])
                {
                    Unknown = [.. unknown.Where(item => item.Provider == key.Item1 && item.Member.Id.Kind == key.Item2).Select(item => item.Member)],
                }, null))]),
        new LastApplied(IsRecorded ? "case" : "", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ours.ToImmutableSortedDictionary()),
        Now, Options, (_, kind) => new Capability(kind, Operations, kind.Fields) { LeadTime = LeadTime }, [], EffectiveFindings);
}
