using System.Text.Json;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>SARIF against its schema (ajv), and for what GitHub code scanning asks beyond it.</summary>
internal static class SarifReader
{
    /// <summary>A checkout that files of any name lie in.</summary>
    public static readonly Checkout Checkout = new(Path.Combine(Path.GetTempPath(), "checkout"), Path.Combine(Path.GetTempPath(), "checkout", "federation"));

    /// <summary>The one run.</summary>
    public static JsonElement Run(string text)
    {
        var run = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.Distinct(rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule => Assert.All((string[])["shortDescription", "fullDescription", "help"], name => Assert.NotEmpty(rule.GetProperty(name).GetProperty("text").GetString()!)));
        var results = Results(run);
        Assert.InRange(results.Count, 0, SarifLog.Most);
        Assert.Distinct(results.Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()));
        foreach (var result in results)
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
            var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            // A name may begin with two dots; a step upwards is nothing but them.
            Assert.True(Uri.TryCreate(uri, UriKind.Relative, out _) && !uri.StartsWith('/') && !uri.Split('/').Contains(".."), uri);
        }

        return run;
    }

    public static List<JsonElement> Results(JsonElement run) => [.. run.GetProperty("results").EnumerateArray()];

    public static int Count(JsonElement run, string name) => run.GetProperty("properties").GetProperty("counts").GetProperty(name).GetInt32();

    /// <summary>All of them at once: a node that starts is slower than what it checks.</summary>
    public static async Task CheckAsync(params string[] texts)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = texts.Select((text, index) =>
            {
                var file = Path.Combine(folder.FullName, $"{index}.sarif");
                File.WriteAllText(file, text);
                return file;
            }).ToArray();
            var result = await NodeTool.RunAsync("sarif-schema.mjs", files);
            Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
