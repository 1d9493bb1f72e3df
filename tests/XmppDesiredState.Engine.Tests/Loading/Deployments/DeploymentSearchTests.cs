using XmppDesiredState.Engine.Loading.Deployments;

namespace XmppDesiredState.Engine.Tests.Loading.Deployments;

public sealed class DeploymentSearchTests
{
    private const string Header = "apiVersion: xmppstate/v1\n";

    [Fact]
    public void State_files_of_one_folder_make_one_deployment()
    {
        using var files = new LoadedFiles(("a.yaml", Header + "name: contoso\n"), ("b.yaml", Header), ("compose.yaml", "services: {}\n"), ("notes.txt", Header));

        var deployment = Assert.Single(Find(files).Deployments);

        Assert.Equal(("contoso", files.Folder, null, null, true), (deployment.Name, deployment.Folder, deployment.Overlay, deployment.Connections, deployment.IsLoaded));
        Assert.Equal(["a.yaml", "b.yaml"], Relative(files, deployment.MadeOf));
    }

    [Fact]
    public void Each_overlay_makes_a_deployment_of_the_files_beside_or_nearest_above_it_and_these_none_by_themselves()
    {
        using var files = new LoadedFiles(
            ("fed/desired.yaml", Header + "name: base\n"), ("fed/near.overlay.yaml", Header + "kind: overlay\nname: near\n"),
            ("fed/eu/test/overlay.yaml", Header + "kind: overlay\nname: test\n"),
            ("fed/inner/desired.yaml", Header + "name: inner\n"), ("fed/inner/prod/overlay.yaml", Header + "kind: overlay\nname: prod\n"));

        var found = Find(files);

        Assert.Empty(found.Diagnostics);
        Assert.Equal([("near", "fed", "fed/near.overlay.yaml"), ("prod", "fed/inner", "fed/inner/prod/overlay.yaml"), ("test", "fed", "fed/eu/test/overlay.yaml")],
            found.Deployments.Select(deployment => (deployment.Name, Relative(files, deployment.Folder), Relative(files, deployment.Overlay!))));
    }

    [Fact]
    public void A_folder_whose_files_are_all_included_from_elsewhere_is_none()
    {
        using var files = new LoadedFiles(("desired.yaml", Header + "include: [ partners/*.yaml, extra/one.yaml ]\n"), ("partners/a.yaml", Header), ("partners/b.yaml", Header), ("extra/one.yaml", Header), ("extra/two.yaml", Header));

        Assert.Equal([".", "extra"], Find(files).Deployments.Select(deployment => Relative(files, deployment.Folder)).Order());
    }

    [Fact]
    public void Files_that_include_one_another_in_a_circle_are_not_lost()
    {
        using var files = new LoadedFiles(("a/desired.yaml", Header + "include: [ b/more.yaml ]\n"), ("a/b/more.yaml", Header + "include: [ ../desired.yaml ]\n"));

        var deployment = Assert.Single(Find(files).Deployments);

        Assert.Equal(("a", false), (Relative(files, deployment.Folder), deployment.IsLoaded));
    }

    [Fact]
    public void Connections_are_those_beside_the_overlay_or_else_beside_the_state_files_when_there_is_one_file_of_them()
    {
        using var files = new LoadedFiles(
            ("desired.yaml", Header), ("connections.yaml", Connections), ("test.overlay.yaml", Header + "kind: overlay\nname: here\n"),
            ("own/overlay.yaml", Header + "kind: overlay\nname: own\n"), ("own/connections.yaml", Connections),
            ("two/overlay.yaml", Header + "kind: overlay\nname: two\n"), ("two/a.yaml", Connections), ("two/b.yaml", Connections));

        Assert.Equal([("here", "connections.yaml"), ("own", "own/connections.yaml"), ("two", null)],
            Find(files).Deployments.Select(deployment => (deployment.Name, deployment.Connections is { } file ? Relative(files, file) : null)));
    }

    [Fact]
    public void An_overlay_without_state_files_is_reported_at_its_file()
    {
        using var files = new LoadedFiles(("base/desired.yaml", Header), ("overlays/test.yaml", Header + "kind: overlay\nname: test\n"));

        var finding = Assert.Single(Find(files).Diagnostics);

        Assert.Equal(("XDS1065", "overlays/test.yaml"), (finding.Code, finding.Where!.File));
    }

    [Theory]
    [InlineData(".github/desired.yaml")]
    [InlineData("node_modules/x/desired.yaml")]
    public void Folders_of_other_programs_are_not_searched(string path)
    {
        using var files = new LoadedFiles((path, Header));

        Assert.Empty(Find(files).Deployments);
    }

    [Theory]
    [InlineData("apiVersion: xmppstate/v1\npartners: [", "")]
    [InlineData("apiVersion: xmppstate/v1\nkind: nonsense\n", "")]
    [InlineData("apiVersion: xmppstate/v2\n", "")]
    [InlineData("apiVersion: xmppstate/v1\nname: x\npartner: {}\n", "x")]
    [InlineData("apiVersion: xmppstate/v1\nname: ${who}\n", "${who}")]
    public void What_cannot_be_loaded_is_found_all_the_same(string text, string name)
    {
        using var files = new LoadedFiles(("desired.yaml", text));

        var deployment = Assert.Single(Find(files).Deployments);

        Assert.Equal((name.Length == 0 ? "default" : name, false), (deployment.Name, deployment.IsLoaded));
    }

    [Fact]
    public void A_broken_overlay_is_an_overlay_still()
    {
        using var files = new LoadedFiles(("desired.yaml", Header + "name: base\n"), ("test.overlay.yaml", Header + "kind: overlay\r\nname: [\n"));

        Assert.Equal("test.overlay.yaml", Relative(files, Assert.Single(Find(files).Deployments).Overlay!));
    }

    [Fact]
    public void A_deployment_is_called_as_its_files_say_with_variables_filled_in()
    {
        using var files = new LoadedFiles(("desired.yaml", Header + "name: contoso-${env}\nvariables: { env: { type: string, default: prod } }\n"));

        Assert.Equal("contoso-prod", Assert.Single(Find(files).Deployments).Name);
    }

    [Fact]
    public void Files_that_values_name_belong_to_the_deployment()
    {
        using var files = new LoadedFiles(("fed/desired.yaml", Header + "providers: { lync: { type: fake, secret: { file: ../keys/tsig.key } } }\n"), ("keys/tsig.key", "x"));

        var deployment = Assert.Single(Find(files).Deployments);

        Assert.True(deployment.IsLoaded);
        Assert.Equal(["fed/desired.yaml", "keys/tsig.key"], Relative(files, deployment.MadeOf));
    }

    private const string Connections = Header + "kind: connections\nproviders: { dns: { type: fakedns, server: a } }\n";

    private static FoundDeployments Find(LoadedFiles files) => new DeploymentSearch(files.Load).Find(files.Folder, files.Request());

    private static string Relative(LoadedFiles files, string path) => Path.GetRelativePath(files.Folder, path).Replace('\\', '/');

    private static IEnumerable<string> Relative(LoadedFiles files, IEnumerable<string> paths) => paths.Select(path => Relative(files, path));
}
