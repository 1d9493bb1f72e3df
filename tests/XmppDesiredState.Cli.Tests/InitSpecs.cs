using System.Text.Json;
using XmppDesiredState.Cli.Tests.EndToEnd;

namespace XmppDesiredState.Cli.Tests;

public sealed class InitSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task I_can_begin_a_repository_for_GitHub()
    {
        var run = (await Run.Of(null, ["init", "--github"], folder: sandbox.Folder)).Ended(0).Says("wrote ./.github/workflows/xmpp-plan.yml").Says("OWNER");

        Assert.Equal(run.Out.Split('\n').Where(line => line.StartsWith("wrote ", StringComparison.Ordinal)).Select(line => line["wrote ./".Length..]).Order(StringComparer.Ordinal), sandbox.Snapshot().Keys);
        (await Run.Of(null, ["fmt", "--check", "federation"], folder: sandbox.Folder)).Ended(0);
        using var matrix = JsonDocument.Parse((await Run.Of(null, ["deployments", "--format", "json"], folder: sandbox.Folder)).Ended(0).Out);
        var deployments = matrix.RootElement.GetProperty("deployments").EnumerateArray().ToList();
        Assert.Equal(["contoso-production", "contoso-test"], deployments.Select(deployment => deployment.GetProperty("name").GetString()));
        foreach (var deployment in deployments)
        {
            string[] files = [.. deployment.GetProperty("files").EnumerateArray().SelectMany(path => (string[])["-f", path.GetString()!])];
            (await Run.Of(null, ["validate", .. files, "--connections", deployment.GetProperty("connections").GetString()!], folder: sandbox.Folder)).Ended(0).Says("The files are valid");
            // The workflow that applies names them by hand.
            Assert.Contains($"deployment: {deployment.GetProperty("name").GetString()}", sandbox.Read(".github/workflows/xmpp-apply.yml"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_repository_that_begins_so_is_the_example_with_its_schema_beside_it()
    {
        (await Run.Of(null, ["init", "--github"], folder: sandbox.Folder)).Ended(0);

        var example = Path.Combine(Repository.Examples, "gitops");
        var expected = Directory.GetFiles(example, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(example, path).Replace('\\', '/')).Where(path => path != "README.md");
        Assert.Equal(expected.Concat([".gitignore", "federation.schema.json"]).Order(StringComparer.Ordinal), sandbox.Snapshot().Keys);
        foreach (var file in sandbox.Snapshot().Keys.Where(path => path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var first = sandbox.Read(file).Split('\n')[0];
            Assert.StartsWith("# yaml-language-server: $schema=", first, StringComparison.Ordinal);
            Assert.Equal(sandbox.PathOf("federation.schema.json"), Path.GetFullPath(first.Split('=')[1], Path.GetDirectoryName(sandbox.PathOf(file))!));
        }

        Assert.Equal((await Run.Of(null, ["schema"])).Ended(0).Out, sandbox.Read("federation.schema.json"));
    }

    [Fact]
    public async Task Nothing_of_mine_is_overwritten()
    {
        sandbox.Write(".github/CODEOWNERS", "* @me\n");

        (await Run.Of(null, ["init", "--github"], folder: sandbox.Folder)).Ended(1).Says("XDS7006").Says(".github/CODEOWNERS");
        Assert.Equal([".github/CODEOWNERS"], sandbox.Snapshot().Keys);
        (await Run.Of(null, ["init", "--github", "--force"], folder: sandbox.Folder)).Ended(0);
        Assert.NotEqual("* @me\n", sandbox.Read(".github/CODEOWNERS"));
    }

    [Fact]
    public async Task A_plain_init_writes_no_workflows()
    {
        (await Run.Of(null, ["init"], folder: sandbox.Folder)).Ended(0);

        Assert.Equal([".gitignore", "contoso.com.zone", "desired.yaml"], sandbox.Snapshot().Keys);
    }

    [Fact]
    public async Task I_cannot_have_both_the_example_and_a_live_system() =>
        (await Run.Of(null, ["init", "--github", "--from", "gateway"], folder: sandbox.Folder)).Ended(64).Says("begin with --github");

    public void Dispose() => sandbox.Dispose();
}
