using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conventions.Tests;

/// <summary>An instance that was told to wait for nobody (<c>within: 0s</c>) plans no waits: ten thousand steps that do nothing cost time and hide the others.</summary>
public sealed class SettleTests
{
    public static TheoryData<IProviderFactory, string> Settling() => new()
    {
        { new Rfc2136ProviderFactory(), "settle" },
        { new AzureDnsProviderFactory(), "settle" },
        { new LyncProviderFactory(), "replication" },
    };

    [Theory]
    [MemberData(nameof(Settling))]
    public void An_instance_that_waits_for_nobody_has_nothing_to_settle(IProviderFactory factory, string option)
    {
        Assert.Contains(factory.CapabilitiesOf(Declare(factory, Value.Map.NoItems)), Settles);
        Assert.Contains(factory.CapabilitiesOf(Declare(factory, Within(option, 60))), Settles);
        Assert.DoesNotContain(factory.CapabilitiesOf(Declare(factory, Within(option, 0))), Settles);
        Assert.Equal(factory.Capabilities.Select(capability => capability.Kind), factory.CapabilitiesOf(Declare(factory, Within(option, 0))).Select(capability => capability.Kind));
    }

    private static bool Settles(Capability capability) => capability.Operations.Contains(Operation.Settle);

    private static ImmutableSortedDictionary<string, Value> Within(string option, long seconds) =>
        Value.Map.NoItems.Add(option, new Value.Map(Value.Map.NoItems.Add("within", new Value.Number(seconds))));

    private static ProviderDeclaration Declare(IProviderFactory factory, ImmutableSortedDictionary<string, Value> options) =>
        new("it", factory.Type, options, "/", new SourceSpan("x.yaml", 1, 1, 1, 1));
}
