using XmppDesiredState.Conformance;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>The suite over one deployment that is emptied for each case; its PowerShells stay warm from case to case.</summary>
public sealed class LyncConformance(LyncConformance.Deployment deployment) : ProviderConformance, IClassFixture<LyncConformance.Deployment>
{
    protected override ConformanceSubject Subject() => new LyncSubject(deployment);

    public sealed class Deployment : IAsyncLifetime
    {
        private readonly Lazy<LyncSessions> first, second;

        public Deployment() => (first, second) = (new(() => new LyncSessions(Settings)), new(() => new LyncSessions(Settings)));

        internal LyncBench Bench { get; } = new();

        /// <summary>One for the provider under test, another for whoever comes second.</summary>
        internal LyncSessions Sessions(bool isFirst) => (isFirst ? first : second).Value;

        internal ProviderSettings Settings => Bench.Settings() with { Reveal = (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(ConformanceSubject.Canary.AsMemory()) };

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            foreach (var sessions in new[] { first, second }.Where(sessions => sessions.IsValueCreated)) await sessions.Value.DisposeAsync();
            await Bench.DisposeAsync();
        }
    }

    private sealed class LyncSubject : ConformanceSubject
    {
        private readonly Deployment deployment;
        private bool isSecond;

        public LyncSubject(Deployment deployment)
        {
            this.deployment = deployment;
            deployment.Bench.World.Arrange(state =>
            {
                state.Partners.Clear();
                state.Policies.RemoveAll(policy => policy.Identity != "Global");
                state.Denied.Clear();
                state.Faults.Clear();
            });
        }

        public override IProviderFactory Factory { get; } = new LyncProviderFactory();

        public override IReadOnlyList<Kind> Kinds => [AccessPolicy.Kind, Partner.Kind];

        public override IProvider Create()
        {
            var provider = new LyncProvider(deployment.Settings, deployment.Sessions(!isSecond), ownsSessions: false);
            isSecond = true;
            return provider;
        }

        public override Resource Sample(Kind kind, int number) => ConformanceSamples.Of(kind, number);

        public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

        public override (Field Field, Value Value)? Clearable(Kind kind) => ConformanceSamples.Clearable(kind);

        public override Task ChangeBehindItsBackAsync(Resource resource)
        {
            deployment.Bench.World.Edit(state =>
            {
                if (resource.Id.Kind == Partner.Kind)
                {
                    var negotiation = resource.Get(Partner.Negotiation)!;
                    state.Partners.RemoveAll(partner => partner.Identity == resource.Id.Name);
                    state.Partners.Add(new LyncPartner
                    {
                        Identity = resource.Id.Name,
                        PartnerType = Enum.Parse<LyncPowerShell.Binding.PartnerType>(resource.Get(Partner.Type).ToString()),
                        AdditionalDomains = resource.Get(Partner.AdditionalDomains),
                        TlsNegotiation = Enum.Parse<LyncPowerShell.Binding.TlsNegotiation>(negotiation.Tls.ToString()),
                        SaslNegotiation = Enum.Parse<LyncPowerShell.Binding.SaslNegotiation>(negotiation.Sasl.ToString()),
                        SupportDialbackNegotiation = negotiation.Dialback,
                        ConnectionLimit = (uint)resource.Get(Partner.ConnectionLimit),
                    });
                }
                else
                {
                    var identity = "Tag:" + resource.Id.Name["tag:".Length..];
                    state.Policies.RemoveAll(policy => policy.Identity == identity);
                    state.Policies.Add(state.Policies[0] with
                    {
                        Identity = identity,
                        Values = state.Policies[0].Values.SetItem("EnableFederationAccess", resource.Get(AccessPolicy.EnableFederationAccess)).SetItem("EnableXmppAccess", resource.Get(AccessPolicy.EnableXmppAccess))
                            .SetItem("Description", resource.Get(AccessPolicy.Description)),
                    });
                }
            });
            return Task.CompletedTask;
        }

        public override Task BreakReadsAsync(Kind kind)
        {
            deployment.Bench.World.Arrange(state => state.Denied.Add($"{LyncCalls.All(kind)!.Cmdlet}"));
            return Task.CompletedTask;
        }
    }
}
