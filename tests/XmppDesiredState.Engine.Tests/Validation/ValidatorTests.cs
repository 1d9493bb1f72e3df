using System.Diagnostics;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class ValidatorTests
{
    private static readonly Validator Validator = new([]);

    [Fact]
    public void State_AsInTheDesign_HasNothingWrong() => Assert.Empty(Sound().Validate().Diagnostics);

    [Fact]
    public void Findings_OfSeveralRules_ComeByPlace()
    {
        var findings = new Given().OurDomains("contoso.com")
            .Partner("z.example", negotiation: new Negotiation(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, false))
            .Partner("contoso.com", PartnerType.PublicVerified)
            .Partner("a.example", type: null)
            .Validate().Diagnostics;

        Assert.Equal(["XDS2101", "XDS2104", "XDS2109", "XDS2004"], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Validate_Twice_SaysTheSame()
    {
        var given = new Given().OurDomains("contoso.com").Partner("contoso.com", type: null, additional: ["x.example"]).Partner("x.example", PartnerType.PublicVerified);

        Assert.Equal(given.Validate().Diagnostics, given.Validate().Diagnostics);
    }

    [Fact]
    public void Effective_ShowsOnlyWhatTheFilesDoNot()
    {
        var declared = new Given().Policy("global", xmpp: true).Policy("tag:Sales", federation: false, xmpp: true);
        var effective = new Given().Policy("global", federation: false, xmpp: true).Policy("tag:Sales", federation: false, xmpp: true);

        var finding = Assert.Single(Validator.ValidateEffective(declared, effective, Given.Today).Diagnostics);

        Assert.Equal(("XDS2201", "access-policy/global@lync"), (finding.Code, finding.Address));
    }

    [Fact]
    public void Effective_RunsOnlyRulesThatHoldForIt()
    {
        var effective = new Given().Partner("fabrikam.com", PartnerType.PublicVerified, new Negotiation(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, false));

        Assert.Empty(Validator.ValidateEffective(new Given().Partner("fabrikam.com"), effective, Given.Today).Diagnostics);
    }

    // Where nothing was seen the same instance comes back, and no rule needs to run; a copy shows that none would have found anything.
    [Fact]
    public void Effective_OfTheDeclaredStateItself_SaysNothingNew()
    {
        Desired.DesiredState declared = new Given().Policy("global", federation: false, xmpp: true);
        Assert.NotEmpty(Validator.Validate(declared, Given.Today).Diagnostics);

        Assert.Empty(Validator.ValidateEffective(declared, declared, Given.Today).Diagnostics);
        Assert.Empty(Validator.ValidateEffective(declared, declared with { }, Given.Today).Diagnostics);
    }

    [Fact]
    public void Effective_HonoursAccept()
    {
        var policy = new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, true);
        var declared = new Given().Add(policy, "lync", false, Given.Accepted("XDS2201"));
        var effective = new Given().Add(policy.With(AccessPolicy.EnableFederationAccess, false), "lync", false, Given.Accepted("XDS2201"));

        var result = Validator.ValidateEffective(declared, effective, Given.Today);

        Assert.False(result.HasErrors);
        Assert.Single(result.Accepted);
    }

    [Fact]
    public void Thousands_OfResources_TakeLinearTime()
    {
        var given = new Given().OurDomains([.. Enumerable.Range(0, 10_000).Select(index => $"d{index}.contoso.com")]);
        for (var index = 0; index < 10_000; index++)
        {
            given.Partner($"p{index}.example", PartnerType.Federated, Negotiation.OnCreate, [$"a{index}.example", $"b{index}.example"])
                .Srv($"d{index}.contoso.com", Given.Target("access.contoso.com"), Given.Target("access2.contoso.com"));
        }

        var state = given.State;
        var watch = Stopwatch.StartNew();

        Assert.Empty(Validator.Validate(state, Given.Today).Diagnostics);

        // A generous bound: a quadratic rule would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    private static Given Sound() => new Given().OurDomains("contoso.com", "contoso.de").SipDomains("contoso.com", "contoso.de", "contoso.fr").Edge("access.contoso.com")
        .Provider("lync", "lync", ("machines", Given.Map(("edge1", Given.Map(("address", Given.Text("203.0.113.11:5269")))), ("edge2", Given.Map(("address", Given.Text("203.0.113.12:5269")))))))
        .Provider("ca", "command-issuer").Window("nights")
        .EdgeAccess(true).Policy("global", true, true).Settings(300, 600)
        .Partner("fabrikam.com", PartnerType.Federated, new Negotiation(NegotiationLevel.Required, NegotiationLevel.Required, false), ["it.fabrikam.com"])
        .Partner("chat.example.org", PartnerType.PublicUnverified, Negotiation.OnCreate)
        .Certificate("edge-external", (Certificate.Names, Given.Map(("derive", Given.Text("lync-edge")))), (Certificate.Issuer, Given.Text("ca")), (Certificate.Restart, Given.List("edge")),
            (Certificate.ExtendedKeyUsage, Given.Map(("require", Given.List("serverAuth")), ("prefer", Given.List("clientAuth")))))
        .Service("edge", (Service.Members, Given.List("edge1", "edge2")), (Service.Window, Given.Text("nights")))
        .Srv("contoso.com", Given.Target("access.contoso.com")).Srv("contoso.de", Given.Target("access.contoso.com"), Given.Target("access2.contoso.com"));
}
