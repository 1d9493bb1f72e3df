using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Wire;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Wire;

public sealed class WireProviderFactoryTests
{
    private static readonly WireProviderFactory Factory = new();
    private static readonly SourceSpan Where = new("state.yaml", 1, 1, 1, 2);

    [Theory]
    [InlineData("edge1.contoso.com", null, null)]
    [InlineData("edge1.contoso.com:5269", "edge1.contoso.com:5270", null)]
    [InlineData(null, "[2001:db8::1]:5270", null)]
    [InlineData(null, null, "edge1 has neither address nor directTls.")]
    [InlineData("", null, "edge1 has neither address nor directTls.")]
    [InlineData("edge1.contoso.com:x", null, "edge1 has an address that is none: 'edge1.contoso.com:x'.")]
    [InlineData("2001:db8::1", null, "edge1 has an address that is none: '2001:db8::1'.")]
    [InlineData(null, "edge1.contoso.com", "edge1 has in directTls no address with a port: 'edge1.contoso.com'.")]
    [InlineData("Edge1.contoso.com", "edge1.contoso.com:5269", "edge1 has the same port as address and as directTls: edge1.contoso.com:5269.")]
    public void Check_member_isJudged(string? address, string? directTls, string? expected)
    {
        var findings = Factory.Check(Declare(("edge1", address, directTls))).ToArray();

        Assert.Equal(expected is null ? [] : [("XDS9807", expected)], findings.Select(finding => (finding.Code, finding.Summary)));
    }

    [Fact]
    public void Check_sharedAddress_isAWarning()
    {
        var finding = Assert.Single(Factory.Check(Declare(("edge1", "xmpp.contoso.com", null), ("edge2", "XMPP.contoso.com:5269", null), ("edge3", "edge3.contoso.com", null))));

        Assert.Equal(("XDS9808", Severity.Warning, "edge1 and edge2 are both asked at xmpp.contoso.com:5269."), (finding.Code, finding.Severity, finding.Summary));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(RestartMode.Rolling, true)]
    [InlineData(RestartMode.Manual, false)]
    public void Check_serviceOnTheWire_mustBeRestartedByAPerson(RestartMode? mode, bool isFinding)
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge"));
        if (mode is { } given) service = service.With(Service.Restart, given);
        var declaration = Declare(("edge1", "edge1.contoso.com", null));
        var all = new DesiredState { Providers = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty.Add("wire", declaration) };

        Assert.Equal(isFinding ? ["XDS9810"] : [], Factory.Check(new Declared(service, "wire", Where), all).Select(finding => finding.Code));
        Assert.Empty(Factory.Check(new Declared(service, "lync", Where), all));
    }

    [Fact]
    public void Check_serviceProbedByTheWire_needsAnAddressOfEachMember()
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, ["edge1", "edge2"])
            .With(Service.Health.Name, new Value.Map(Value.Map.NoItems.Add("provider", new Value.Text("wire")).Add("domain", new Value.Text("contoso.com"))));
        var all = new DesiredState { Providers = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty.Add("wire", Declare(("edge1", "edge1.contoso.com", null))) };

        var finding = Assert.Single(Factory.Check(new Declared(service, "ops", Where), all));
        Assert.Equal(("XDS9802", "wire has no address of edge2, a member of service/edge.", "service/edge@ops"), (finding.Code, finding.Summary, finding.Address));
    }

    [Fact]
    public void Options_members_readAsTheyAreWritten()
    {
        var raw = new Value.Map(Value.Map.NoItems.Add("edge1", new Value.Map(Value.Map.NoItems.Add("adress", new Value.Text("a.example")))));

        Assert.False(WireOptions.Members.TryRead(raw, out _, out var problem));
        Assert.Equal(["edge1", "adress"], problem.Path);
    }

    [Fact]
    public void Capabilities_areProbeAndLoaded()
    {
        var capability = Assert.Single(Factory.Capabilities);

        Assert.Equal((Service.Kind, Operation.Probe, "loaded"), (capability.Kind, Assert.Single(capability.Operations), Assert.Single(capability.Fields).Name));
    }

    private static ProviderDeclaration Declare(params (string Name, string? Address, string? DirectTls)[] members)
    {
        var map = members.ToImmutableSortedDictionary(member => member.Name, member =>
        {
            var parts = Value.Map.NoItems;
            if (member.Address is not null) parts = parts.Add("address", new Value.Text(member.Address));
            if (member.DirectTls is not null) parts = parts.Add("directTls", new Value.Text(member.DirectTls));
            return (Value)new Value.Map(parts);
        }, StringComparer.Ordinal);
        return new ProviderDeclaration("wire", "wire", Value.Map.NoItems.Add("members", new Value.Map(map)), "/", Where);
    }
}
