using System.Collections.Immutable;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>Whatever a CA does wrong: it is told, nothing is installed, nothing is lost, and the next apply with a CA that does right finishes with the same request.</summary>
public sealed class RefusalSpecs
{
    public static TheoryData<string, string> Cases => new()
    {
        { "is down", "XDS9604" },
        { "denies", "XDS9604" },
        { "signs another key", "XDS9606" },
        { "leaves out a name", "XDS9013" },
        { "gives serverAuth only", "XDS9014" },
        { "is not trusted", "XDS9017" },
        { "sends an expired one", "XDS9015" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_CA_that_does_wrong_changes_nothing(string wrong, string code)
    {
        using var ca = await OpensslCa.CreateAsync();
        using var stranger = await OpensslCa.CreateAsync();
        await using var scene = await CertificateScene.CreateAsync(ca.Issuer(), "m1");
        scene.Trust = ca.RootFile;
        (await scene.ApplyAsync()).Ended(0);
        var old = await scene.HoldsAsync();
        scene.Names = ["contoso.test", "chat.contoso.test"];
        scene.Usages = "{ require: [serverAuth, clientAuth] }";
        scene.Issuer = wrong switch
        {
            "is down" => new IssuerCommand(["no-such-acme-client", "{request}"], ImmutableDictionary<string, string>.Empty),
            "denies" => ca.IssuerThatRefuses(),
            "signs another key" => ca.IssuerForAnotherKey(),
            "leaves out a name" => ca.Issuer(new OpensslCaTerms { SubjectAltName = "DNS:contoso.test" }),
            "gives serverAuth only" => ca.Issuer(new OpensslCaTerms { ExtendedKeyUsage = "serverAuth" }),
            "is not trusted" => stranger.Issuer(),
            _ => ca.Issuer(new OpensslCaTerms { NotBefore = DateTimeOffset.UtcNow.AddDays(-9), NotAfter = DateTimeOffset.UtcNow.AddDays(-1) }),
        };

        var failed = (await scene.ApplyAsync()).Ended(3).Says(code);

        failed.Says($"m1 has {old}").Says("edge runs with it");
        Assert.Equal(old, await scene.InstalledAsync("m1"));
        Assert.Equal(old, await scene.PresentedAsync("m1"));
        var request = scene.Sandbox.Read("m1/edge/next/request.pem");
        scene.Issuer = ca.Issuer();
        (await scene.RunAsync("plan", "--detailed-exitcode")).Ended(2).Never("request  on m1");
        (await scene.ApplyAsync()).Ended(0);
        Assert.NotEqual(old, await scene.HoldsAsync());
        Assert.Equal(request, scene.Sandbox.Read("m1/edge/last/request.pem"));
    }
}
