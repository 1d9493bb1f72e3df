using System.Collections;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

/// <summary>A world of the test's own, and an engine on it.</summary>
public abstract class LyncFixture : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xds-lync-").FullName;
    private readonly Lazy<LyncEngine> engine;

    protected LyncFixture()
    {
        World = LyncWorld.Create(folder);
        engine = new(() => LyncEngine.Open(World));
    }

    protected LyncWorld World { get; }

    protected LyncEngine Engine => engine.Value;

    protected PSObject[] Gives(string script, IDictionary? parameters = null)
    {
        var outcome = Engine.Run(script, parameters);
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        return [.. outcome.Output];
    }

    /// <returns>Error id without the command, category.</returns>
    protected (string Id, ErrorCategory Category) Fails(string script)
    {
        var outcome = Engine.Run(script);
        var error = Assert.Single(outcome.Errors);
        return (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category);
    }

    /// <returns>The thumbprint of what the XMPP proxy of an Edge presents, and how many certificates it sends; nothing where nobody listens.</returns>
    protected async Task<(string? Thumbprint, int Sent)> PresentedAsync(string edge)
    {
        var target = new StreamTarget(new StreamEndpoint("127.0.0.1", World.XmppPort(edge)), LyncWorld.SipDomain, From: null, DirectTls: false);
        var report = await StreamProbe.RunAsync(target, StreamLimits.Within(TimeSpan.FromSeconds(30)), TimeProvider.System, TestContext.Current.CancellationToken);
        if (report.Certificate is not { } presented) return (null, 0);
        using var leaf = X509CertificateLoader.LoadCertificate([.. presented.Leaf]);
        return (leaf.Thumbprint, presented.Sent);
    }

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        if (engine.IsValueCreated) engine.Value.Dispose();
        World.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
