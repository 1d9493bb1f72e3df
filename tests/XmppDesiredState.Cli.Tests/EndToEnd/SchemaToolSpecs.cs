using System.Text.Json;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Our schemas, held against by a strict validator that is not ours (Ajv).</summary>
public sealed class SchemaToolSpecs
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    /// <summary>Examples whose mistake a schema can tell: of shape, of words, of what may be left out.</summary>
    private static readonly string[] OfShape = ["XDS1025", "XDS1040", "XDS1041", "XDS1042", "XDS1044", "XDS1045", "XDS1081"];

    [Fact]
    public async Task Every_state_file_of_ours_is_one_of_the_schema()
    {
        string[] files =
        [
            .. Directory.GetFiles(Repository.Examples, "desired.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("invalid", StringComparison.Ordinal)),
            .. Directory.GetFiles(Path.Combine(Tests, "Scenarios"), "desired.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("Invalid-", StringComparison.Ordinal)),
        ];
        Assert.True(files.Length >= 10);

        Assert.All(await JudgeAsync("federation", files), file => Assert.Empty(file.Value));
    }

    [Fact]
    public async Task Saved_plans_are_of_the_schema() => Assert.All(
        await JudgeAsync("plan", [.. Directory.GetFiles(Path.Combine(Tests, "Scenarios"), "plan.json", SearchOption.AllDirectories), Golden("rich.json")]), file => Assert.Empty(file.Value));

    [Fact]
    public async Task Verdicts_are_of_the_schema() => Assert.All(await JudgeAsync("verify", Golden("verify.json")), file => Assert.Empty(file.Value));

    [Fact]
    public async Task Reports_of_drift_are_of_the_schema() => Assert.All(await JudgeAsync("drift", Golden("drift.json")), file => Assert.Empty(file.Value));

    [Fact]
    public async Task What_only_rules_refuse_is_of_the_schema_and_what_has_the_wrong_shape_is_not()
    {
        // One whose rule is about names that a schema cannot compare is still of the schema.
        var files = Directory.GetFiles(Path.Combine(Repository.Examples, "invalid"), "XDS*.yaml").ToDictionary(file => file, file => Path.GetFileName(file)[..7]);

        var judged = await JudgeAsync("federation", [.. files.Where(file => OfShape.Contains(file.Value) || file.Value.StartsWith("XDS2", StringComparison.Ordinal)).Select(file => file.Key)]);

        Assert.Equal(OfShape.Order(), judged.Where(file => file.Value.Length > 0).Select(file => files[file.Key]).Distinct().Order());
        Assert.True(judged.Count > 25);
    }

    [Theory]
    [InlineData("kind: overlay\nname: test\nremove: [partner/a.example]\npartners: { list: [ { domain: b.example, keepAlive: null } ] }", "")]
    [InlineData("kind: overlay\nname: test\nproviders: { lync: { path: ./test } }", "")]
    [InlineData("kind: overlay\nremove: [partner/a.example]", "required property 'name'")]
    [InlineData("kind: overlay\nname: test\ninclude: [more.yaml]", "include")]
    [InlineData("kind: connections\nproviders: { a: { type: local, path: live } }\nvariables: { x: { type: string } }", "")]
    [InlineData("kind: connections\npartners: { list: [] }", "partners")]
    [InlineData("partners: { list: [ { keepAlive: true } ] }", "required property 'domain'")]
    [InlineData("remove: [partner/a.example]", "remove")]
    public async Task Overlays_and_connections_are_covered_by_the_same_schema(string text, string refusal)
    {
        using var sandbox = Sandbox.Empty();
        sandbox.Write("file.yaml", $"apiVersion: xmppstate/v1\n{text}\n");

        var errors = Assert.Single(await JudgeAsync("federation", sandbox.PathOf("file.yaml"))).Value;

        if (refusal.Length == 0) Assert.Empty(errors);
        else Assert.Contains(errors, error => error.Contains(refusal, StringComparison.Ordinal));
    }

    private static string Golden(string name) => Path.Combine(Tests, "XmppDesiredState.Cli.Tests", "Goldens", name);

    private static async Task<Dictionary<string, string[]>> JudgeAsync(string schema, params string[] files)
    {
        var result = await NodeTool.RunAsync("ajv.mjs", [Path.Combine(Repository.Schemas, $"{schema}.schema.json"), .. files]);
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.EnumerateObject().ToDictionary(file => file.Name, file => file.Value.EnumerateArray().Select(error => error.GetString()!).ToArray());
    }
}
