using System.Text.Json;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>The example repository as it stands in <c>examples/gitops</c>: valid, in canonical order, and laid out so that its deployments are found.</summary>
public sealed class GitOpsExampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Examples, "gitops");

    [Theory]
    [InlineData("test")]
    [InlineData("production")]
    public async Task Its_deployments_are_valid(string deployment) => (await Tool.RunAsync(Folder,
        ["validate", "-f", "federation", "-f", $"federation/{deployment}/overlay.yaml", "--connections", $"federation/{deployment}/connections.yaml"])).Ended(0).Says($"The files are valid: 6 resources of contoso-{deployment}.");

    [Fact]
    public async Task Its_files_are_in_canonical_order() => (await Tool.RunAsync(Folder,
        ["fmt", "--check", .. Directory.GetFiles(Path.Combine(Folder, "federation"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)])).Ended(0);

    [Fact]
    public async Task Its_workflows_name_the_deployments_that_the_program_finds()
    {
        using var found = JsonDocument.Parse((await Tool.RunAsync(Folder, ["deployments", "federation", "--format", "json"])).Ended(0).Out);
        var apply = await File.ReadAllTextAsync(Path.Combine(Folder, ".github", "workflows", "xmpp-apply.yml"), TestContext.Current.CancellationToken);
        var deployments = found.RootElement.GetProperty("deployments").EnumerateArray().ToList();
        Assert.Equal(2, deployments.Count);
        Assert.All(deployments, deployment =>
        {
            Assert.True(deployment.GetProperty("loaded").GetBoolean());
            Assert.Contains($"      deployment: {deployment.GetProperty("name")}\n", apply, StringComparison.Ordinal);
            Assert.Contains($"      connections: {deployment.GetProperty("connections")}\n", apply, StringComparison.Ordinal);
            Assert.Contains($"      files: |\n{string.Concat(deployment.GetProperty("files").EnumerateArray().Select(file => $"        {file}\n"))}", apply, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Only_owners_of_operations_change_where_and_by_what_means() => Assert.Equal(["* @contoso/uc-team", "**/connections.yaml @contoso/uc-operations", "/.github/ @contoso/uc-operations"],
        File.ReadAllLines(Path.Combine(Folder, ".github", "CODEOWNERS")).Where(line => !line.StartsWith('#')).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
