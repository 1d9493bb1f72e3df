using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class MemberAddressRuleTests
{
    private static readonly MemberAddressRule Rule = new();
    private static readonly Value WithAddress = Given.Map(("address", Given.Text("203.0.113.11:5269")));
    private static readonly Value WithoutAddress = Given.Map(("ssh", Given.Map(("host", Given.Text("edge2")))));

    [Fact]
    public void Members_WithoutAddress_AreNamed()
    {
        var finding = Rule.FindsOne(Edge(["edge1", "edge2", "edge3"], ("edge1", WithAddress), ("edge2", WithoutAddress)), "XDS2502", "service/edge@lync");

        Assert.Contains("edge2 and edge3", finding.Summary);
        Assert.Equal(Given.Place(200), finding.Related);
    }

    [Fact]
    public void Members_AllWithAddress_AreFine() => Rule.IsSilent(Edge(["edge1", "edge2"], ("edge1", WithAddress), ("edge2", WithAddress)));

    [Fact]
    public void Member_Single_NeedsNone() => Rule.IsSilent(Edge(["edge1"], ("edge1", WithoutAddress)));

    [Theory]
    [InlineData("manual")]
    [InlineData("together")]
    public void Restart_NotRolling_NeedsNone(string mode) => Rule.IsSilent(new Given().Provider("lync", "lync", ("machines", Given.Map(("edge1", WithoutAddress))))
        .Service("edge", (Service.Members, Given.List("edge1", "edge2")), (Service.Restart, Given.Text(mode))));

    [Fact]
    public void Probe_ByAnotherProvider_KnowsTheAddresses() => Rule.IsSilent(new Given().Provider("lync", "lync", ("machines", Given.Map(("edge1", WithoutAddress))))
        .Service("edge", (Service.Members, Given.List("edge1", "edge2")), (Service.Health, Given.Map(("provider", Given.Text("wire")), ("domain", Given.Text("contoso.com"))))));

    [Fact]
    public void Provider_WithoutMachines_KnowsItsMembersItself() =>
        Rule.IsSilent(new Given().Provider("lync", "local").Service("edge", (Service.Members, Given.List("edge1", "edge2"))));

    private static Given Edge(string[] members, params (string, Value)[] machines) =>
        new Given().Provider("lync", "lync", ("machines", Given.Map(machines))).Service("edge", (Service.Members, Given.List(members)));
}
