using System.Formats.Asn1;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Request-CsCertificate -New -Output.</summary>
[TakesLong(15)]
public sealed class OfflineRequestTests : EdgeFixture
{
    protected override string Key => "";

    [Fact]
    public void Request_has_the_names_of_the_topology_with_the_access_edge_first()
    {
        var request = Read(Ask());
        Assert.Equal("CN=sip.contoso.example", request.SubjectName.Name);
        Assert.Equal("sip.contoso.example webcon.contoso.example contoso.example", Names(request));
        Assert.Equal("1.3.6.1.5.5.7.3.1", Usages(request));
    }

    [Theory]
    [InlineData("", "sip.contoso.example webcon.contoso.example contoso.example")]
    [InlineData("-AllSipDomain", "sip.contoso.example webcon.contoso.example sip.fabrikam.example contoso.example fabrikam.example")]
    [InlineData("-DomainName 'fabrikam.example, xmpp.contoso.example'", "sip.contoso.example webcon.contoso.example contoso.example fabrikam.example xmpp.contoso.example")]
    [InlineData("-DomainName 'CONTOSO.example,sip.contoso.example'", "sip.contoso.example webcon.contoso.example contoso.example")]
    public void Further_sip_domains_and_names_are_added_when_asked_for(string more, string names)
    {
        World.Arrange(state => state.SipDomains.Add("fabrikam.example"));
        Assert.Equal(names, Names(Read(Ask(more))));
    }

    [Fact]
    public void Bare_domain_is_not_in_it_where_xmpp_is_not_ticked()
    {
        World.Arrange(state => state.EdgePools[0] = state.EdgePools[0] with { XmppListeningPort = null });
        Assert.Equal("sip.contoso.example webcon.contoso.example", Names(Read(Ask())));
    }

    [Fact]
    public void Internal_certificate_is_for_the_pool()
    {
        On(LyncWorld.Edge1, $"Request-CsCertificate -New -Type Internal -Output '{RequestPath}'");
        Assert.Equal("edge.contoso.example", Names(Read(File.ReadAllText(RequestPath))));
    }

    [Fact]
    public void Wizard_answers_arrive_in_the_request()
    {
        var request = Read(Ask("-Organization 'Contoso, Ltd.' -OU Messaging -City Redmond -State WA -Country US -KeySize 4096 -ClientEKU $true -Template LyncEdge"));
        Assert.Equal("CN=sip.contoso.example, OU=Messaging, O=\"Contoso, Ltd.\", L=Redmond, S=WA, C=US", request.SubjectName.Name);
        Assert.Equal("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2", Usages(request));
        Assert.Equal(4096, request.PublicKey.GetRSAPublicKey()!.KeySize);
        var template = Assert.Single(request.CertificateExtensions, extension => extension.Oid!.Value == "1.3.6.1.4.1.311.20.2");
        Assert.Equal("LyncEdge", new AsnReader(template.RawData, AsnEncodingRules.DER).ReadCharacterString(UniversalTagNumber.BMPString));
    }

    [Theory]
    [InlineData("RSA", "1.2.840.113549.1.1.1", 2048)]
    [InlineData("ECDH_P256", "1.2.840.10045.2.1", 256)]
    [InlineData("ecdh_p384", "1.2.840.10045.2.1", 384)]
    [InlineData("ECDH_P521", "1.2.840.10045.2.1", 521)]
    public void Key_is_of_the_algorithm(string algorithm, string oid, int size)
    {
        var key = Read(Ask("-KeyAlg " + algorithm)).PublicKey;
        Assert.Equal((oid, size), (key.Oid.Value, (key.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)key.GetECDsaPublicKey())!.KeySize));
    }

    [Fact]
    public void File_is_what_certreq_writes()
    {
        var pem = Ask();
        Assert.StartsWith("-----BEGIN NEW CERTIFICATE REQUEST-----\r\n", pem, StringComparison.Ordinal);
        Assert.EndsWith("-----END NEW CERTIFICATE REQUEST-----\r\n", pem, StringComparison.Ordinal);
        Assert.Equal((byte)'-', File.ReadAllBytes(RequestPath)[0]);
    }

    [Fact]
    public void Key_waits_on_the_computer_that_asked_and_on_no_other()
    {
        var request = Read(Ask("-FriendlyName edge -PrivateKeyExportable $true"));
        var waiting = Assert.Single(World.Certificates.Requests(LyncWorld.Edge1));
        Assert.Equal((null, "edge", true), (waiting.Id, waiting.FriendlyName, waiting.IsExportable));
        Assert.Equal(["AccessEdgeExternal", "DataEdgeExternal", "AudioVideoAuthentication", "XMPPServer"], waiting.Usages.AsEnumerable());
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge2));
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(waiting.Key), out _);
        Assert.Equal(request.PublicKey.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Every_request_has_a_key_of_its_own()
    {
        Assert.NotEqual(Read(Ask()).PublicKey.ExportSubjectPublicKeyInfo(), Read(Ask()).PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(2, World.Certificates.Requests(LyncWorld.Edge1).Length);
    }

    [Fact]
    public void WhatIf_leaves_no_file_and_no_key()
    {
        On(LyncWorld.Edge1, $"Request-CsCertificate -New -Type {External} -Output '{RequestPath}' -WhatIf");
        Assert.False(File.Exists(RequestPath));
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
    }

    [Fact]
    public void Report_tells_the_steps_as_a_page()
    {
        var report = Path.Combine(World.Folder, "report.html");
        Ask($"-Organization 'A & B' -Report '{report}'");
        var text = File.ReadAllText(report);
        Assert.StartsWith("<html>", text, StringComparison.Ordinal);
        Assert.Contains("O=A &amp; B", text, StringComparison.Ordinal);
        Assert.Contains("webcon.contoso.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Front_end_may_name_another_computer_and_the_key_is_its_own()
    {
        On(LyncWorld.FrontEnd, $"Request-CsCertificate -New -Type External -ComputerFqdn {LyncWorld.Edge1} -Output '{RequestPath}'");
        Assert.Equal("CN=sip.contoso.example", Read(File.ReadAllText(RequestPath)).SubjectName.Name);
        Assert.Single(World.Certificates.Requests(LyncWorld.FrontEnd));
        Assert.Equal(ErrorCategory.ObjectNotFound, FailsOn(LyncWorld.FrontEnd, $"Request-CsCertificate -New -Type External -ComputerFqdn nowhere.example -Output '{RequestPath}'").Category);
    }

    private static string Names(CertificateRequest request) =>
        string.Join(' ', new X509SubjectAlternativeNameExtension(Assert.Single(request.CertificateExtensions, extension => extension.Oid!.Value == "2.5.29.17").RawData).EnumerateDnsNames());

    private static string Usages(CertificateRequest request) =>
        string.Join(' ', Assert.Single(request.CertificateExtensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages.Cast<Oid>().Select(usage => usage.Value));
}
