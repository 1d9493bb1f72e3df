using System.Globalization;
using System.Text.Json.Nodes;
using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Conformance;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsConformance : ProviderConformance, IAsyncLifetime
{
    private ArmServer? server;

    public async ValueTask InitializeAsync() => server = await ArmServer.StartAsync();

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    protected override ConformanceSubject Subject() => new ZoneSubject(server!);

    private sealed class ZoneSubject : ConformanceSubject
    {
        private static int last;
        private readonly ArmServer server;
        private readonly string zone = string.Create(CultureInfo.InvariantCulture, $"z{Interlocked.Increment(ref last)}.example");

        public ZoneSubject(ArmServer server)
        {
            this.server = server;
            server.SignIn.Accepted = Canary;
            server.Zones[zone] = new DnsZone(server, zone);
            Factory = new AzureDnsProviderFactory(server.CreateHandler);
        }

        public override IProviderFactory Factory { get; }

        public override IReadOnlyList<Kind> Kinds => [SrvRecord.Kind];

        public override IProvider Create() => Factory.Create(Settings(Path.GetTempPath(), AzureBench.Options(server, zone)));

        public override Resource Sample(Kind kind, int number) =>
            new(new ResourceId(kind, $"_xmpp-server._tcp.d{number}.{zone}"), ConformanceSamples.Of(kind, number).Attributes);

        public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

        public override Task ChangeBehindItsBackAsync(Resource resource)
        {
            var records = resource.Get(SrvRecord.Targets).Select(target => (JsonNode)new JsonObject { ["priority"] = target.Priority, ["weight"] = target.Weight, ["port"] = target.Port, ["target"] = target.Target });
            server.Zones[zone].Put(resource.Id.Name[..^(zone.Length + 1)], new JsonObject { ["TTL"] = (long)resource.Get(SrvRecord.Ttl).TotalSeconds, ["SRVRecords"] = new JsonArray([.. records]) }.ToJsonString());
            return Task.CompletedTask;
        }

        public override Task BreakReadsAsync(Kind kind)
        {
            server.Next(Fault.Error("GET", 403, "AuthorizationFailed", "No."));
            return Task.CompletedTask;
        }
    }
}
