using XmppDesiredState.Conformance;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class NamedConformance(NamedFixture bind) : ProviderConformance, IClassFixture<NamedFixture>
{
    protected override ConformanceSubject Subject() => new DnsSubject(bind.Server.Endpoint, bind.Server.Key, bind.Server.UpdateAsync, bind.NextZone());
}
