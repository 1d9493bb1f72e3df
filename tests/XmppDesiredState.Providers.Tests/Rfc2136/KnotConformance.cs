using XmppDesiredState.Conformance;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class KnotConformance(KnotFixture knot) : ProviderConformance, IClassFixture<KnotFixture>
{
    protected override ConformanceSubject Subject() => new DnsSubject(knot.Server.Endpoint, knot.Server.Key, knot.Server.UpdateAsync, knot.NextZone());
}
