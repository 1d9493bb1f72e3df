using System.Collections;
using System.Management.Automation;
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

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        if (engine.IsValueCreated) engine.Value.Dispose();
        World.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
