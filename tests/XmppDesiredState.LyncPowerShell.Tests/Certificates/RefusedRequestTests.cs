using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Request-CsCertificate -New with values that the binder takes and the cmdlet does not.</summary>
public sealed class RefusedRequestTests : EdgeFixture
{
    [Theory]
    [InlineData("-Type External -Output '{0}'", "InvalidParameterValue")]
    [InlineData("-New -Type External", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -CA x\\y", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -CaAccount a -CaPassword b", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -KeySize 3072", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -KeyAlg ECDH_P256 -KeySize 2048", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -Country USA", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}' -DomainName 'a.example;b.example'", "InvalidParameterValue")]
    [InlineData("-New -Type External -Output '{0}/nowhere/edge.csr'", "PathNotFound")]
    [InlineData("-New -Type External -Output '{0}' -ComputerFqdn edge1.contoso.example", "CentralManagementStoreUnreachable")]
    public void What_makes_no_request_is_refused_and_leaves_nothing(string arguments, string id)
    {
        Assert.Equal(id, FailsOn(LyncWorld.Edge1, "Request-CsCertificate " + arguments.Replace("{0}", RequestPath, StringComparison.Ordinal)).Id);
        Assert.False(File.Exists(RequestPath));
        Assert.Empty(World.Certificates.Requests(LyncWorld.Edge1));
    }
}
