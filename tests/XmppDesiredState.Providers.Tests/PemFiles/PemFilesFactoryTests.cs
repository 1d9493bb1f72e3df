using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.PemFiles;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PemFiles;

public sealed class PemFilesFactoryTests
{
    private static readonly SourceSpan Where = new("state.yaml", 1, 1, 1, 1);
    private static readonly PemFilesProviderFactory Factory = new();

    [Theory]
    [InlineData("one member", "")]
    [InlineData("two members with folders", "")]
    [InlineData("two members, one folder", "XDS9314")]
    [InlineData("two members of a service", "XDS9314")]
    [InlineData("long name", "XDS9315")]
    [InlineData("twin", "XDS9315")]
    [InlineData("unknown usage", "XDS9316")]
    [InlineData("oid", "")]
    [InlineData("rsa 1024", "")]
    [InlineData("rsa 2050", "XDS9317")]
    [InlineData("ecdsa 384", "")]
    public void Check_declared_findsWhatFilesCannotHold(string what, string codes)
    {
        var certificate = new Resource(new ResourceId(Certificate.Kind, what == "long name" ? new string('n', 221) : "edge"));
        certificate = what switch
        {
            "one member" => certificate.With(Certificate.On, ["a"]),
            "two members with folders" => certificate.With(Certificate.On, ["a", "b"]),
            "two members, one folder" => certificate.With(Certificate.On, ["a", "c", "d"]),
            "two members of a service" => certificate.With(Certificate.Restart, ["xmpp"]),
            "unknown usage" => certificate.With(Certificate.ExtendedKeyUsage.Name, Map((Certificate.RequiredUsages.Name, Certificate.RequiredUsages.Type.Write(["webServer"])))),
            "oid" => certificate.With(Certificate.ExtendedKeyUsage.Name, Map((Certificate.PreferredUsages.Name, Certificate.PreferredUsages.Type.Write(["1.2.3"])))),
            "rsa 1024" => certificate.With(Certificate.Key.Name, Map((Certificate.KeySize.Name, new Value.Number(1024)))),
            "rsa 2050" => certificate.With(Certificate.Key.Name, Map((Certificate.KeySize.Name, new Value.Number(2050)))),
            "ecdsa 384" => certificate.With(Certificate.Key.Name, Map((Certificate.KeySize.Name, new Value.Number(384)), (Certificate.Algorithm.Name, new Value.Text("ECDSA")))),
            _ => certificate,
        };
        var declared = new Declared(certificate, "store", Where);
        var service = new Declared(new Resource(new ResourceId(Service.Kind, "xmpp")).With(Service.Members, ["c", "d"]), "live", Where);
        var twin = new Declared(new Resource(new ResourceId(Certificate.Kind, "Edge")), "store", Where);
        var all = new DesiredState
        {
            Resources = what == "twin" ? [declared, service, twin] : [declared, service],
            Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal).Add("store", Declaration(("a", "a"), ("b", "b"))),
        };

        var found = Factory.Check(declared, all).ToArray();

        Assert.Equal(codes, string.Join(' ', found.Select(finding => finding.Code)));
        Assert.All(found, finding => Assert.Equal((Where, declared.Address.ToString()), (finding.Where, finding.Address)));
    }

    [Fact]
    public void Check_declaration_membersWithOneFolder_isAnError()
    {
        Assert.Empty(Factory.Check(Declaration(("a", "a"), ("b", "b"))));
        Assert.Equal("XDS9314", Assert.Single(Factory.Check(Declaration(("a", "x"), ("b", "./x")))).Code);
    }

    private static ProviderDeclaration Declaration(params (string Member, string Folder)[] members) => new("store", "pem-files",
        Map(("path", new Value.Text("certs")), ("members", Map([.. members.Select(member => (member.Member, (Value)new Value.Text(member.Folder)))]))).Items, Path.GetTempPath(), Where);

    private static Value.Map Map(params (string Name, Value Value)[] items) => new(items.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal));
}
