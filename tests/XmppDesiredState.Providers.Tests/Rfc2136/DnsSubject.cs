using System.Net;
using XmppDesiredState.Conformance;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>One zone of a server that all cases share, so the names of samples lie in it.</summary>
internal sealed class DnsSubject(IPEndPoint endpoint, TsigKey key, Func<string[], Task> updateAsync, string zone) : ConformanceSubject
{
    public const int Zones = 64;

    private string secret = key.Secret;

    public static DnsZone[] Serve { get; } = [.. Enumerable.Range(1, Zones).Select(number => new DnsZone($"c{number}.test"))];

    public override IProviderFactory Factory { get; } = new Rfc2136ProviderFactory();

    public override IReadOnlyList<Kind> Kinds => [SrvRecord.Kind];

    public override IProvider Create() => Factory.Create(DnsBench.Settings(endpoint, [zone], keys: [(key.Name, "")]) with { Reveal = (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(secret.AsMemory()) });

    public override Resource Sample(Kind kind, int number) => ConformanceSamples.Of(kind, number) with { Id = new ResourceId(kind, $"_xmpp-server._tcp.d{number}.{zone}") };

    public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

    public override Task ChangeBehindItsBackAsync(Resource resource) => updateAsync(
        [$"update delete {resource.Id.Name}. SRV", .. resource.Get(SrvRecord.Targets).Select(target =>
            $"update add {resource.Id.Name}. {resource.Get(SrvRecord.Ttl).TotalSeconds} SRV {target.Priority} {target.Weight} {target.Port} {target.Target}.")]);

    public override Task BreakReadsAsync(Kind kind)
    {
        secret = "bm90IHRoZSBzZWNyZXQ=";
        return Task.CompletedTask;
    }
}
