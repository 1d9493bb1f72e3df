using System.Text.Json;
using System.Text.Json.Nodes;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>One session of an editor with the YAML language server, in which every text that a test asks about is opened: starting a server takes longer than all of them.</summary>
public sealed class EditorSession : IAsyncLifetime
{
    private readonly Sandbox sandbox = Sandbox.Empty();
    private readonly Dictionary<(string Text, string Ask), JsonElement> answers = [];

    public async ValueTask InitializeAsync()
    {
        var cases = EditorSpecs.Cases.Distinct().ToList();
        sandbox.Write("cases.json", new JsonArray([.. cases.Select(Question)]).ToJsonString());
        var result = (await NodeTool.RunAsync("language-server.mjs", sandbox.PathOf("cases.json"))).Succeeded();
        foreach (var (one, answer) in cases.Zip(JsonDocument.Parse(result.Output).RootElement.EnumerateArray())) answers[one] = answer;
    }

    /// <param name="text">A file without its first lines; ¦ is where the cursor stands.</param>
    /// <param name="ask"><c>completion</c> or <c>hover</c>.</param>
    internal (List<JsonElement> Diagnostics, JsonElement Answer) Of(string text, string ask) =>
        ([.. answers[(text, ask)].GetProperty("diagnostics").EnumerateArray()], answers[(text, ask)].GetProperty("answer"));

    public ValueTask DisposeAsync()
    {
        sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonNode Question((string Text, string Ask) one)
    {
        var text = $"# yaml-language-server: $schema={Path.Combine(Repository.Schemas, "federation.schema.json")}\n{one.Text}\n";
        var before = text[..text.IndexOf('¦', StringComparison.Ordinal)];
        return new JsonObject
        {
            ["text"] = text.Replace("¦", "", StringComparison.Ordinal),
            ["ask"] = one.Ask,
            ["line"] = before.Count(character => character == '\n'),
            ["character"] = before.Length - before.LastIndexOf('\n') - 1,
        };
    }
}
