using CsCheck;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Tests.Resources;

public sealed class KindTests
{
    [Fact]
    public void All_AreSevenInTheOrderOfTheirPhases()
    {
        Assert.Equal(7, Kind.All.Length);
        Assert.Equal(7, Kind.All.Select(kind => kind.Name).Distinct().Count());
        Assert.Equal(Kind.All.OrderBy(kind => kind.Phase).ThenBy(kind => kind.Name, StringComparer.Ordinal), Kind.All);
        Assert.All(Kind.All, kind => Assert.Same(kind, Kind.Find(kind.Name)));
        Assert.Null(Kind.Find("Partner"));
    }

    [Fact]
    public void Fields_AreNamedOnceAndDocumented() => Assert.All(Kind.All, kind =>
    {
        Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal);
        Assert.Equal(kind.Fields.Length, kind.Fields.Select(field => field.Name).Distinct().Count());
        Assert.All(kind.Fields, field =>
        {
            Assert.Matches("^[a-z][a-zA-Z]+$", field.Name);
            Assert.EndsWith(".", field.Summary, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', field.Summary);
            Assert.Same(field, kind.FindField(field.Name));
            Assert.NotEmpty(field.UntypedType.Description);
        });
    });

    [Fact]
    public void OnCreate_IsCanonical() => Assert.All(Kind.All.SelectMany(kind => kind.OnCreate, (kind, item) => (kind, item)), pair =>
    {
        Assert.True(pair.kind.FindField(pair.item.Key)!.TryRead(pair.item.Value, out var canonical, out _));
        Assert.Equal(pair.item.Value, canonical);
    });

    [Fact]
    public void Address_AnyName_ReadsBack() =>
        Gen.Select(Gen.Int[0, Kind.All.Length - 1], Gen.String[Gen.Char[' ', '\uffff'], 1, 20], Gen.String[Gen.Char['a', 'z'], 1, 8]).Sample((kind, name, provider) =>
        {
            var address = new Address(new ResourceId(Kind.All[kind], name), provider);
            return Address.TryParse(address.ToString(), out var read) && read == address && ResourceId.TryParse(address.Id.ToString(), out var id) && id == address.Id;
        });

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("partner/a.example")]
    [InlineData("partner/a.example@")]
    [InlineData("partner/@lync")]
    [InlineData("/a@lync")]
    [InlineData("person/a@lync")]
    [InlineData("partner@lync")]
    [InlineData("partner/a\nb@lync")]
    public void Address_NoAddress_IsRefused(string text) => Assert.False(Address.TryParse(text, out _));

    [Fact]
    public void Address_Order_IsPhaseKindNameProvider()
    {
        string[] sorted = ["access-policy/tag:b@x", "edge-access/global@x", "certificate/a@x", "partner/a@b", "partner/a@c", "partner/b@a"];
        Assert.Equal(sorted, sorted.Reverse().Select(Read).Order().Select(address => address.ToString()));
        Assert.True(Read(sorted[3]) < Read(sorted[4]) && Read(sorted[4]) >= Read(sorted[3]));
    }

    [Fact]
    public void Partner_Domains_AreThePrimaryAndTheAdditional()
    {
        var partner = new Resource(new ResourceId(Partner.Kind, "a.example"));
        Assert.Equal(["a.example"], Partner.Domains(partner));
        Assert.Equal(["a.example"], Partner.Domains(partner.With("additionalDomains", Value.Cleared.Instance)));
        Assert.Equal(["a.example", "b.example", "c.example"], Partner.Domains(partner.With(Partner.AdditionalDomains, ["c.example", "b.example"])));
    }

    [Fact]
    public void Resource_WithoutTraits_LosesWhatHasOneOfThem() => Assert.All(Kind.All, kind =>
    {
        var all = kind.Fields.Aggregate(new Resource(new ResourceId(kind, "a.example")), (resource, field) => resource.With(field.Name, new Value.Text("x")));
        const Traits Some = Traits.Steering | Traits.WriteOnly;

        var left = all.Without(Some);

        Assert.Equal(kind.Fields.Where(field => !field.Is(Traits.Steering) && !field.Is(Traits.WriteOnly)).Select(field => field.Name).Order(StringComparer.Ordinal), left.Attributes.Keys);
        Assert.Same(left, left.Without(Some));
    });

    [Theory]
    [InlineData("Global", "global")]
    [InlineData("Tag:Sales", "tag:Sales")]
    [InlineData("Sales", "tag:Sales")]
    [InlineData("SITE: Redmond ", "site:Redmond")]
    [InlineData("tag:", null)]
    [InlineData("", null)]
    [InlineData("pool:x", null)]
    [InlineData("site:a/b", null)]
    public void AccessPolicy_Name_HasOneForm(string written, string? name)
    {
        Assert.Equal(name, AccessPolicy.NormalizeName(written));
        if (name is not null) Assert.Equal(name, AccessPolicy.NormalizeName(name));
    }

    [Theory]
    [InlineData("_xmpp-server._tcp.contoso.com", true, "contoso.com")]
    [InlineData("_xmpp-client._tcp.contoso.com", false, "_xmpp-client._tcp.contoso.com")]
    public void SrvRecord_Owner_IsManagedByItsPrefix(string owner, bool isManaged, string domain)
    {
        Assert.Equal(isManaged, SrvRecord.IsManagedOwner(owner));
        Assert.Equal(domain, SrvRecord.Domain(new ResourceId(SrvRecord.Kind, owner)));
    }

    private static Address Read(string text) => Address.TryParse(text, out var address) ? address : default;
}
