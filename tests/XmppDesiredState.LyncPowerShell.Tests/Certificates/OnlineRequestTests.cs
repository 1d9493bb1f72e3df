using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Request-CsCertificate -CA, and what becomes of the request: -List, -Retrieve, -Clear.</summary>
public sealed class OnlineRequestTests : EdgeFixture
{
    private const string New = $"Request-CsCertificate -New -Type {External} -KeyAlg ECDH_P256 -CA '{LyncWorld.AuthorityName}'";

    [Fact]
    public void Issued_certificate_is_in_the_store_with_its_key_at_once()
    {
        Assert.Empty(On(LyncWorld.Edge1, New + " -FriendlyName online -PrivateKeyExportable $true"));
        var stored = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.FriendlyName == "online");
        Assert.Equal((true, true), (stored.HasKey, stored.IsExportable));
        Assert.Equal(["sip.contoso.example", "webcon.contoso.example", "contoso.example"], stored.Names.AsEnumerable());
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
        Assert.DoesNotContain(World.Certificates.Assigned(LyncWorld.Edge1).Values, thumbprint => thumbprint == stored.Thumbprint);
        using var certificate = stored.Open();
        using var root = World.Certificates.Root;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        Assert.True(chain.Build(certificate), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public void Pending_request_is_listed_and_retrieved_once_it_is_issued()
    {
        World.Certificates.Authority(ca => ca with { Mode = AuthorityMode.Pending });
        Assert.Contains("pending", Assert.Single(Run(LyncWorld.Edge1, New).Warnings), StringComparison.Ordinal);
        var listed = Assert.Single(On(LyncWorld.Edge1, "Request-CsCertificate -List"));
        Assert.Equal((1, "Pending"), (listed.Properties["RequestId"].Value, listed.Properties["Disposition"].Value));
        Assert.Contains("XMPPServer", (IEnumerable<string>)listed.Properties["CertificateUses"].Value);
        On(LyncWorld.Edge1, "Request-CsCertificate -Retrieve -RequestId 1");
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
        World.Certificates.Decide(1, RequestDisposition.Issued);
        Assert.Equal("Issued", Assert.Single(On(LyncWorld.Edge1, "Request-CsCertificate -List -RequestId 1")).Properties["Disposition"].Value);
        On(LyncWorld.Edge1, "Request-CsCertificate -Retrieve -RequestId 1");
        Assert.Equal(2, World.Certificates.On(LyncWorld.Edge1).Count(stored => stored.HasKey));
        Assert.Empty(On(LyncWorld.Edge1, "Request-CsCertificate -List"));
    }

    [Fact]
    public void Denied_request_is_an_error_and_stays_until_it_is_cleared()
    {
        World.Certificates.Authority(ca => ca with { Mode = AuthorityMode.Deny });
        Assert.Equal("RequestDenied", FailsOn(LyncWorld.Edge1, New).Id);
        Assert.Equal("Denied", Assert.Single(On(LyncWorld.Edge1, "Request-CsCertificate -List")).Properties["Disposition"].Value);
        Assert.Equal("RequestDenied", FailsOn(LyncWorld.Edge1, "Request-CsCertificate -Retrieve").Id);
        On(LyncWorld.Edge1, "Request-CsCertificate -Clear -RequestId 1");
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
        Assert.Single(World.Certificates.On(LyncWorld.Edge1));
    }

    [Fact]
    public void Revoked_request_breaks_list_and_retrieve_until_it_is_cleared()
    {
        World.Certificates.Authority(ca => ca with { Mode = AuthorityMode.Pending });
        On(LyncWorld.Edge1, New + ";" + New);
        World.Certificates.Decide(2, RequestDisposition.Revoked);
        Assert.Equal("UnknownDisposition", FailsOn(LyncWorld.Edge1, "Request-CsCertificate -List").Id);
        Assert.Equal("UnknownDisposition", FailsOn(LyncWorld.Edge1, "Request-CsCertificate -Retrieve").Id);
        On(LyncWorld.Edge1, "Request-CsCertificate -Clear -RequestId 2");
        Assert.Single(On(LyncWorld.Edge1, "Request-CsCertificate -List"));
    }

    [Fact]
    public void Requests_in_files_and_those_of_other_computers_are_not_in_the_list()
    {
        World.Certificates.Authority(ca => ca with { Mode = AuthorityMode.Pending });
        Ask();
        On(LyncWorld.Edge2, New);
        Assert.Empty(On(LyncWorld.Edge1, "Request-CsCertificate -List; Request-CsCertificate -Clear"));
        Assert.Single(World.Certificates.Requests(LyncWorld.Edge1));
        Assert.Equal(ErrorCategory.ObjectNotFound, FailsOn(LyncWorld.Edge1, "Request-CsCertificate -Retrieve -RequestId 1").Category);
    }

    [Theory]
    [InlineData("WebServer", false)]
    [InlineData("LyncEdge", true)]
    public void Template_and_not_the_request_says_what_the_certificate_is_for(string template, bool withClient)
    {
        World.Certificates.Authority(ca => ca with { Templates = ca.Templates.Add(new("LyncEdge", WithClientUsage: true)) });
        On(LyncWorld.Edge1, $"{New} -ClientEKU $true -FriendlyName online -Template {template}");
        using var certificate = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.FriendlyName == "online").Open();
        var usages = Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages.Cast<Oid>().Select(usage => usage.Value);
        Assert.Equal(withClient, usages.Contains("1.3.6.1.5.5.7.3.2"));
    }

    [Fact]
    public void Certificate_is_valid_from_the_time_of_the_ca()
    {
        var later = DateTime.UtcNow.AddYears(1);
        World.Certificates.Authority(ca => ca with { Clock = later, LifetimeDays = 90 });
        On(LyncWorld.Edge1, New + " -FriendlyName later");
        using var certificate = Assert.Single(World.Certificates.On(LyncWorld.Edge1), stored => stored.FriendlyName == "later").Open();
        Assert.InRange(certificate.NotAfter.ToUniversalTime(), later.AddDays(89), later.AddDays(90));
    }

    [Theory]
    [InlineData("-CA nowhere\\nobody", "CertificationAuthorityUnreachable")]
    [InlineData("-CA " + LyncWorld.AuthorityName, "AccessDenied")]
    [InlineData("-CA " + LyncWorld.AuthorityName + " -CaAccount contoso\\enroller -CaPassword wrong", "AccessDenied")]
    [InlineData("-CA " + LyncWorld.AuthorityName + " -CaAccount contoso\\enroller", "InvalidParameterValue")]
    [InlineData("-CA " + LyncWorld.AuthorityName + " -CaAccount contoso\\enroller -CaPassword right -Template Unknown", "TemplateNotFound")]
    public void Ca_that_does_not_take_the_request_leaves_nothing_behind(string arguments, string id)
    {
        World.Certificates.Authority(ca => ca with { Account = "contoso\\enroller", Password = "right" });
        Assert.Equal(id, FailsOn(LyncWorld.Edge1, "Request-CsCertificate -New -Type External " + arguments).Id);
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
    }

    [Fact]
    public void Account_that_may_ask_is_served()
    {
        World.Certificates.Authority(ca => ca with { Account = "contoso\\enroller", Password = "right" });
        On(LyncWorld.Edge1, New + " -CaAccount contoso\\enroller -CaPassword right");
        Assert.Equal(2, World.Certificates.On(LyncWorld.Edge1).Length);
        World.Certificates.Authority(ca => ca with { IsReachable = false });
        Assert.Equal(ErrorCategory.ConnectionError, FailsOn(LyncWorld.Edge1, New + " -CaAccount contoso\\enroller -CaPassword right").Category);
    }
}
