using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Every example does through the program what it says.</summary>
public sealed partial class ExampleSpecs
{
    private static readonly string Invalid = Path.Combine(Repository.Examples, "invalid");

    public static TheoryData<string> InvalidEntries => [.. Directory.EnumerateFileSystemEntries(Invalid, "XDS*").Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    /// <summary>With the exit code of a first apply: the CA of one is a person.</summary>
    public static TheoryData<string, int> Good => new() { { "minimal", 0 }, { "quickstart", 0 }, { "manual-ca", 6 } };

    [Theory]
    [MemberData(nameof(InvalidEntries))]
    public async Task An_invalid_example_gives_its_code_at_its_line_and_no_other(string name)
    {
        var full = Path.Combine(Invalid, name);
        string[] paths = File.Exists(full) ? [name] : Paths(full);
        var code = name[..7];
        string[] connections = File.Exists(Path.Combine(full, "connections.yaml")) ? ["--connections", $"{name}/connections.yaml"] : [];
        var isError = SeverityOf(code) == Severity.Error;

        var result = (await Tool.RunAsync(Invalid, ["validate", "--format", "json", .. paths.SelectMany(path => (string[])["-f", path]), .. connections])).Ended(isError ? 1 : 0);

        using var json = JsonDocument.Parse(result.Out);
        var found = json.RootElement.GetProperty("diagnostics").EnumerateArray().ToList();
        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Equal(code, finding.GetProperty("code").GetString()));
        var marked = Marked(full).Order(StringComparer.Ordinal).ToList();
        if (marked.Count > 0) Assert.Equal(marked, found.Select(Place).Order(StringComparer.Ordinal));
        (await Tool.RunAsync(Invalid, ["explain", code])).Ended(0).Says(code);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task An_example_plans_and_its_plan_is_one_of_the_schema(string name, int applied)
    {
        using var sandbox = Sandbox.Of(name);
        (await sandbox.RunAsync("validate")).Ended(0);
        (await sandbox.RunAsync("fmt", "--check")).Ended(0);
        foreach (var step in (string[])["plan", "apply", "plan"])
        {
            if (step == "apply") (await sandbox.RunAsync("apply", "--auto-approve")).Ended(applied);
            else await IsOfSchemaAsync("plan", (await sandbox.RunAsync("plan", "--format", "json")).Ended(0).Out);
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task An_example_is_a_document_of_the_schema(string name, int applied)
    {
        Assert.InRange(applied, 0, 6);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Examples, name), "*.yaml"))
            await IsOfSchemaAsync("federation", YamlAsJson.Convert(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
    }

    private static async Task IsOfSchemaAsync(string schema, string document)
    {
        var errors = (await JsonSchema.FromFileAsync(Path.Combine(Repository.Schemas, $"{schema}.schema.json"), TestContext.Current.CancellationToken)).Validate(document);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(error => error.ToString())));
    }

    // Overlays of a folder apply in the order of their names; without desired.yaml the folder itself is loaded.
    private static string[] Paths(string folder)
    {
        var first = Path.Combine(folder, "desired.yaml");
        string[] paths = File.Exists(first) ? [first, .. Directory.GetFiles(folder, "*.overlay.yaml").Order(StringComparer.Ordinal)] : [folder];
        return [.. paths.Select(path => Path.GetRelativePath(Invalid, path))];
    }

    private static IEnumerable<string> Marked(string path) =>
        from file in Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : [path]
        from line in File.ReadAllLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where Mark().IsMatch(line.Text)
        select $"{Path.GetRelativePath(Invalid, file).Replace('\\', '/')}:{line.Number}";

    private static string Place(JsonElement finding)
    {
        var range = finding.GetProperty("range");
        return $"{range.GetProperty("filename").GetString()}:{range.GetProperty("start").GetProperty("line").GetInt32()}";
    }

    private static Severity SeverityOf(string code) =>
        Yaml.YamlDiagnostics.All.Concat(Engine.Loading.LoadDiagnostics.All).Concat(Engine.Validation.ValidationDiagnostics.All).Single(descriptor => descriptor.Code == code).Severity;

    [GeneratedRegex("# <- XDS[0-9]{4}", RegexOptions.None, 1000)]
    private static partial Regex Mark();
}
