using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Validation;

/// <summary>A desired state by hand. Every entry stands on a line of its own, every attribute in a column of its own.</summary>
internal sealed class Given
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    private readonly List<Declared> resources = [];
    private readonly List<Section> sections = [];
    private readonly List<Acknowledgement> acknowledged = [];
    private readonly List<DriftIgnore> ignored = [];
    private Gateway gateway = Gateway.None;
    private GuardLimits? guards;
    private ImmutableSortedDictionary<string, ProviderDeclaration> providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, MaintenanceWindow> windows = ImmutableSortedDictionary.Create<string, MaintenanceWindow>(StringComparer.Ordinal);
    private int line;

    public DesiredState State => new()
    {
        Gateway = gateway,
        Resources = [.. resources.OrderBy(declared => declared.Address)],
        Sections = [.. sections],
        Providers = providers,
        Windows = windows,
        Acknowledged = [.. acknowledged],
        DriftIgnores = [.. ignored],
        Guards = guards,
    };

    public static implicit operator DesiredState(Given given) => given.State;

    public Given OurDomains(params string[] domains)
    {
        gateway = gateway with { Domains = [.. domains], DomainSpans = [.. domains.Select((_, index) => Place(100 + index))], Where = Place(100) };
        return this;
    }

    public Given SipDomains(params string[] domains)
    {
        gateway = gateway with { SipDomains = [.. domains], Where = Place(100) };
        return this;
    }

    public Given Edge(string edge)
    {
        gateway = gateway with { Edge = edge };
        return this;
    }

    public Given Provider(string name, string type, params (string Option, Value Value)[] options)
    {
        providers = providers.SetItem(name, new ProviderDeclaration(name, type,
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, options.Select(option => KeyValuePair.Create(option.Option, option.Value))), "/", Place(200)));
        return this;
    }

    public Given Window(string name)
    {
        windows = windows.SetItem(name, new MaintenanceWindow(name, [DayOfWeek.Tuesday], new TimeOnly(22, 0), new TimeOnly(4, 0), "Europe/Berlin", [], Place(300)));
        return this;
    }

    public Given Acknowledged(string domain, DateOnly? until)
    {
        acknowledged.Add(new Acknowledgement(new ResourceId(Resources.Partner.Kind, domain), null, "owned by Berlin", until, Place(400)));
        return this;
    }

    public Given DriftIgnored(string pattern, DateOnly? until)
    {
        ignored.Add(new DriftIgnore(pattern, null, "edited by helpdesk", until, Place(500)));
        return this;
    }

    public Given Guards(int maxDeletes, DateOnly? until)
    {
        guards = new GuardLimits(maxDeletes, until, Place(600));
        return this;
    }

    public Given SectionOf(Kind kind)
    {
        sections.Add(new Section(kind, [], UnlistedPolicy.Report, RemovedPolicy.Delete, IsEmpty: true, Place(700)));
        return this;
    }

    public Given Partner(string domain, PartnerType? type = PartnerType.PublicUnverified, Negotiation? negotiation = null, string[]? additional = null, string provider = "lync",
        bool absent = false, params Acceptance[] accept)
    {
        var partner = new Resource(new ResourceId(Resources.Partner.Kind, domain));
        if (type is { } given) partner = partner.With(Resources.Partner.Type, given);
        if (negotiation is not null) partner = partner.With(Resources.Partner.Negotiation, negotiation);
        if (additional is not null) partner = partner.With(Resources.Partner.AdditionalDomains, [.. additional]);
        return Add(partner, provider, absent, accept);
    }

    public Given Policy(string name, bool? federation = null, bool? xmpp = null, string provider = "lync")
    {
        var policy = new Resource(new ResourceId(AccessPolicy.Kind, name));
        if (federation is { } f) policy = policy.With(AccessPolicy.EnableFederationAccess, f);
        if (xmpp is { } x) policy = policy.With(AccessPolicy.EnableXmppAccess, x);
        return Add(policy, provider);
    }

    public Given EdgeAccess(bool? allowFederatedUsers, string provider = "lync")
    {
        var edge = new Resource(Resources.EdgeAccess.Id);
        return Add(allowFederatedUsers is { } allowed ? edge.With(Resources.EdgeAccess.AllowFederatedUsers, allowed) : edge, provider);
    }

    public Given Settings(int? keepAliveSeconds = null, int? inactivitySeconds = null)
    {
        var settings = new Resource(GatewaySettings.Id);
        if (keepAliveSeconds is { } k) settings = settings.With(GatewaySettings.KeepAliveInterval, TimeSpan.FromSeconds(k));
        if (inactivitySeconds is { } i) settings = settings.With(GatewaySettings.StreamInactivityTimeout, TimeSpan.FromSeconds(i));
        return Add(settings, "lync");
    }

    public Given Srv(string domain, params SrvTarget[] targets) => Srv(domain, "xmpp-server", null, targets);

    public Given Srv(string domain, string service, TimeSpan? ttl, params SrvTarget[] targets)
    {
        var record = new Resource(new ResourceId(SrvRecord.Kind, $"_{service}._tcp.{domain}"));
        if (ttl is { } given) record = record.With(SrvRecord.Ttl, given);
        return Add(targets.Length > 0 ? record.With(SrvRecord.Targets, [.. targets]) : record, "dns");
    }

    public Given AbsentSrv(string domain) => Add(new Resource(new ResourceId(SrvRecord.Kind, $"_xmpp-server._tcp.{domain}")), "dns", absent: true);

    /// <summary>Attributes in raw form, as a parser delivers them.</summary>
    public Given Certificate(string name, params (Field Field, Value Raw)[] attributes) => Add(Raw(Resources.Certificate.Kind, name, attributes), "lync");

    public Given Service(string name, params (Field Field, Value Raw)[] attributes) => Add(Raw(Resources.Service.Kind, name, attributes), "lync");

    public Given Add(Resource resource, string provider, bool absent = false, params Acceptance[] accept)
    {
        line++;
        resources.Add(new Declared(resource, provider, Place(line))
        {
            Absent = absent,
            Accept = [.. accept],
            Spans = new FieldSpans([.. resource.Attributes.Keys.Select((attribute, index) => (attribute, Place(line, 10 * (index + 1))))]),
        });
        return this;
    }

    /// <summary>Moves the entry given last to another provider.</summary>
    public Given On(string provider)
    {
        resources[^1] = resources[^1] with { Provider = provider };
        return this;
    }

    public static Acceptance Accepted(string code, DateOnly? until = null) => new(code, "server from 2009, replaced in spring.", until, Place(900));

    public static Value Text(string text) => new Value.Text(text);

    public static Value List(params string[] texts) => new Value.List([.. texts.Select(Text)]);

    public static Value Map(params (string Key, Value Value)[] items) =>
        new Value.Map(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, items.Select(item => KeyValuePair.Create(item.Key, item.Value))));

    public static SrvTarget Target(string host, int port = 5269) => new(0, 0, port, host);

    public static SourceSpan Place(int line, int column = 1) => new("federation.yaml", line, column, line, column + 5);

    public ValidationResult Validate() => new Validator([]).Validate(this, Today);

    private static Resource Raw(Kind kind, string name, (Field Field, Value Raw)[] attributes)
    {
        var resource = new Resource(new ResourceId(kind, name));
        foreach (var (field, raw) in attributes)
        {
            Assert.True(field.TryRead(raw, out var canonical, out var problem), problem?.Message);
            resource = resource.With(field.Name, canonical!);
        }

        return resource;
    }
}
