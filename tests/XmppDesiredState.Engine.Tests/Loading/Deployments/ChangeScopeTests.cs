using XmppDesiredState.Engine.Loading.Deployments;

namespace XmppDesiredState.Engine.Tests.Loading.Deployments;

public sealed class ChangeScopeTests
{
    private static readonly string Root = Path.GetFullPath("/repo");

    private static readonly Deployment Test = Of("test", "fed", "fed/test/overlay.yaml", "fed/test/connections.yaml", "fed/desired.yaml", "fed/partners/a.yaml", "fed/test/overlay.yaml", "fed/test/connections.yaml", "zones/test");
    private static readonly Deployment Production = Of("production", "fed", "fed/production/overlay.yaml", null, "fed/desired.yaml", "fed/partners/a.yaml", "fed/production/overlay.yaml", "keys/tsig.key");
    private static readonly Deployment Lab = Of("lab", "fed/lab", null, null, "fed/lab/desired.yaml");

    // changed | counts for
    [Theory]
    [InlineData("fed/desired.yaml", "test production")]
    [InlineData("fed/partners/a.yaml", "test production")]
    [InlineData("fed/test/overlay.yaml", "test")]
    [InlineData("fed/test/connections.yaml", "test")]
    [InlineData("zones/test/contoso.com.zone", "test")]
    [InlineData("zones/test2/contoso.com.zone", "")]
    [InlineData("keys/tsig.key", "production")]
    [InlineData("keys", "production")]
    [InlineData("fed/partners/deleted.yaml", "test production")]
    [InlineData("fed/README.md", "test production")]
    [InlineData("fed/production/vars.yaml", "production")]
    [InlineData("fed/production/deep/er/x.pem", "production")]
    [InlineData("fed/lab/zone", "lab")]
    [InlineData("fed/lab/desired.yaml", "lab")]
    [InlineData("connections.yaml", "test production lab")]
    [InlineData("shared/connections.yml", "test production lab")]
    [InlineData("README.md", "")]
    [InlineData(".github/workflows/plan.yaml", "")]
    [InlineData("fed/.vscode/settings.yaml", "")]
    [InlineData("fed/node_modules/x/y.yaml", "")]
    [InlineData("../elsewhere/x.yaml", "")]
    [InlineData("fed/.yamllint.yaml", "test production")]
    public void A_changed_file_counts_for_those_it_may_change(string path, string names) =>
        Assert.Equal(names, string.Join(' ', new ChangeScope(Root, [Test, Production, Lab]).Of(At(path)).Select(deployment => deployment.Name)));

    [Fact]
    public void One_that_cannot_be_loaded_may_be_made_of_anything_that_is_searched()
    {
        var scope = new ChangeScope(Root, [Test, Production, Lab with { IsLoaded = false, MadeOf = [] }]);

        Assert.Equal("test lab", string.Join(' ', scope.Of(At("fed/test/overlay.yaml")).Select(deployment => deployment.Name)));
        Assert.Equal("lab", string.Join(' ', scope.Of(At("README.md")).Select(deployment => deployment.Name)));
        Assert.Empty(scope.Of(At(".github/workflows/plan.yaml")));
    }

    private static Deployment Of(string name, string folder, string? overlay, string? connections, params string[] madeOf) => new(name, At(folder))
    {
        Overlay = overlay is null ? null : At(overlay),
        Connections = connections is null ? null : At(connections),
        MadeOf = [.. madeOf.Select(At)],
        IsLoaded = true,
    };

    private static string At(string path) => Path.GetFullPath(path, Root);
}
