using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Tests.Export;

public sealed class ExporterTests : IDisposable
{
    private static readonly ImmutableArray<Kind> Told = [EdgeAccess.Kind, AccessPolicy.Kind, GatewaySettings.Kind, Partner.Kind, SrvRecord.Kind];
    private static readonly ResourceId Fabrikam = new(Partner.Kind, "fabrikam.com"), Srv = new(SrvRecord.Kind, "_xmpp-server._tcp.contoso.com");

    private readonly Rig rig = new();

    [Fact]
    public Task Export_AnythingLive_IsCanonicalAndPlansToNothing() => Gen.OneOf([.. Told]).SelectMany(Generators.Resource).Array[0, 12].SampleAsync(async live =>
    {
        using var fresh = new Rig();
        foreach (var resource in live) fresh.World.Put(resource);
        var state = await ExportAsync(fresh);
        var text = Writer(fresh).Write(state, Path.GetTempPath(), null);

        var formatted = YamlFormatter.Format(text, "x.yaml", new StateFileKeyOrder([Factory(fresh)]).KeysAt);
        Assert.Empty(formatted.Diagnostics);
        Assert.Equal(formatted.Text, text);

        fresh.Desired = Load(fresh, text);
        var plan = await fresh.PlanAsync();
        Assert.True(plan.Changes.IsEmpty && plan.Unreadable.IsEmpty, text + string.Join('\n', plan.Changes.Select(change => $"{change.Address} {change.Action}: {string.Join(", ", change.Attributes)}")));
        // What is live is declared, acknowledged or told.
        var said = state.Resources.Select(declared => declared.Resource.Id).Concat(state.LeftOut.Select(left => left.Id)).ToHashSet();
        Assert.All(live.Where(resource => SaysSomething(resource)), resource => Assert.Contains(resource.Id, said));
    }, iter: 150);

    [Fact]
    public async Task Export_WhatNobodyDeclares_IsLeftOut()
    {
        rig.World.Put(new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromSeconds(3600)).With(GatewaySettings.ConnectionLimit.Name, Value.Cleared.Instance)
            .With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["X"]))));
        rig.World.Put(new Resource(new ResourceId(Service.Kind, "edge")));

        var state = await ExportAsync(rig);

        Assert.Equal([Certificate.Kind, Service.Kind], state.Skipped.OrderBy(kind => kind.Phase));
        var settings = Assert.Single(state.Resources, declared => declared.Resource.Id == GatewaySettings.Id).Resource;
        Assert.Equal([GatewaySettings.KeepAliveInterval.Name], settings.Attributes.Keys);
        Assert.Contains("\ngatewaySettings:\n  provider: fake\n  keepAliveInterval: 1h\n", Writer(rig).Write(state, Path.GetTempPath(), null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ShortestForm_IsWritten()
    {
        rig.World.Put(new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated).With(Partner.Negotiation, Negotiation.OnCreate));
        rig.World.Put(new Resource(new ResourceId(Partner.Kind, "odd.example")).With(Partner.Type, PartnerType.Federated).With(Partner.Negotiation, new Negotiation(NegotiationLevel.Required, NegotiationLevel.Optional, false)));
        rig.World.Put(new Resource(Srv).With(SrvRecord.Ttl, TimeSpan.FromSeconds(90)).With(SrvRecord.Targets, [new SrvTarget(0, 0, 5269, "a.example"), new SrvTarget(10, 5, 5270, "b.example")]));
        rig.World.Put(new Resource(new ResourceId(SrvRecord.Kind, "_xmpps-server._tcp.contoso.com")).With(SrvRecord.Targets, [new SrvTarget(0, 0, 5223, "a.example")]));

        var text = Writer(rig).Write(await ExportAsync(rig), Path.GetTempPath(), null);

        Assert.Equal("""

            partners:
              provider: fake
              list:
                - domain: fabrikam.com
                  type: Federated
                  negotiation: sasl-or-tls-dialback
                - domain: odd.example
                  type: Federated
                  negotiation:
                    tls: Required
                    sasl: Optional
                    dialback: false

            srvRecords:
              provider: fake
              list:
                - domain: contoso.com
                  ttl: 1m30s
                  targets:
                    - target: a.example
                    - target: b.example
                      port: 5270
                      priority: 10
                      weight: 5
                  accept:
                    - code: XDS2401
                      reason: as exported on 2026-11-23
                    - code: XDS2405
                      reason: as exported on 2026-11-23
                - domain: contoso.com
                  service: xmpps-server
                  targets:
                    - target: a.example
                      port: 5223
                  accept:
                    - code: XDS2401
                      reason: as exported on 2026-11-23

            """.ReplaceLineEndings("\n"), text[text.IndexOf("\npartners:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Export_WhatNoFileCanSay_IsToldAndLeftAlone()
    {
        rig.World.Put(new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated).With(Partner.Description, "bell \u0007").With(Partner.KeepAlive, true));
        rig.World.Put(new Resource(new ResourceId(Partner.Kind, "typeless.example")).With(Partner.KeepAlive, true));
        rig.World.Put(new Resource(new ResourceId(Partner.Kind, "Not A Domain")).With(Partner.Type, PartnerType.Federated));

        var state = await ExportAsync(rig);

        Assert.Equal([("Not A Domain", null, false), ("fabrikam.com", "description", false), ("typeless.example", "type", true)],
            state.LeftOut.Select(left => (left.Id.Name, left.Attribute?.Name, left.IsAcknowledged)));
        Assert.Equal([Partner.KeepAlive.Name, Partner.Type.Name], Assert.Single(state.Resources, declared => declared.Resource.Id == Fabrikam).Resource.Attributes.Keys);
        var loaded = Load(rig, Writer(rig).Write(state, Path.GetTempPath(), null));
        Assert.Equal(["partner/typeless.example"], loaded.Acknowledged.Select(entry => entry.Id.ToString()));
    }

    [Fact]
    public async Task Export_OneKindUnreadable_CannotBeWritten()
    {
        rig.World.Put(new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated));
        rig.World.OnObserve = kind => kind == SrvRecord.Kind;

        var state = await ExportAsync(rig);

        Assert.False(state.CanBeWritten);
        Assert.Single(state.Unreadable);
        Assert.Empty(state.Resources);
    }

    [Fact]
    public async Task Export_OfOneThatListsNothing_CannotBeWritten()
    {
        rig.World.SeesUnlisted = false;

        var state = await ExportAsync(rig);

        Assert.False(state.CanBeWritten);
        Assert.Equal(Told.Order(Comparer<Kind>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))), state.Unlistable.OrderBy(kind => kind.Name, StringComparer.Ordinal));
    }

    public void Dispose() => rig.Dispose();

    private static bool SaysSomething(Resource resource) => resource.Id.Kind != EdgeAccess.Kind && resource.Id.Kind != GatewaySettings.Kind;

    private static Task<ExportedState> ExportAsync(Rig rig)
    {
        var provider = new ProviderDeclaration("fake", "fake", Value.Map.NoItems, Path.GetTempPath(), new SourceSpan("x", 1, 1, 1, 1));
        var declared = new DesiredState { Name = "rig", Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal).Add("fake", provider) };
        return new Exporter([Factory(rig)], new FixedClock(), new SecretResolver(_ => null, allowPrograms: false), allowPrograms: false, _ => { })
            .ExportAsync(declared, "fake", TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static StateFileWriter Writer(Rig rig) => new([Factory(rig)]);

    private static FakeProviderFactory Factory(Rig rig) => new("fake", rig.World);

    private static DesiredState Load(Rig rig, string text)
    {
        var folder = Directory.CreateTempSubdirectory("xmppstate-export-").FullName;
        File.WriteAllText(Path.Combine(folder, "x.yaml"), text);
        var load = new Loader([Factory(rig)]).Load(new LoadRequest { WorkingFolder = folder });
        Directory.Delete(folder, recursive: true);
        return load.State ?? throw new InvalidOperationException(string.Join('\n', load.Diagnostics) + text);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    }
}
