using System.Text.Json.Nodes;
using NJsonSchema;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Tests.Loading;

public sealed class StateFileSchemaTests
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromJsonAsync(StateFileSchema.Create(TestProviderFactory.Two)));

    [Fact]
    public void Create_Twice_SameText() =>
        Assert.Equal(StateFileSchema.Create(TestProviderFactory.Two), StateFileSchema.Create([.. TestProviderFactory.Two.Reverse()]));

    public static TheoryData<string> Good =>
    [
        FullExample.Text,
        LoadedFiles.WithHeader(""),
        LoadedFiles.WithHeader("partners:\n"),
        LoadedFiles.WithHeader("partners: { provider: [lync], list: [] }\n"),
        "apiVersion: xmppstate/v1\nkind: connections\nproviders: { a: { type: fake } }\n",
        "apiVersion: xmppstate/v1\nproviders: { a: { type: fake, variables: { A: text, B: { env: B }, C: { file: c }, D: { command: [d], version: 1 } } } }\n",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Schema_WhatTheLoaderAccepts_Validates(string text)
    {
        using var loaded = new LoadedFiles(("desired.yaml", text));
        Assert.Empty(loaded.Load(loaded.Request("desired.yaml")).Diagnostics.Where(finding => finding.Severity == Diagnostics.Severity.Error));

        var errors = (await Schema.Value).Validate(Json(text));
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(error => error.ToString())));
    }

    [Fact]
    public async Task Schema_Overlay_Validates()
    {
        var errors = (await Schema.Value).Validate(Json("apiVersion: xmppstate/v1\nkind: overlay\nname: test\nproviders: { lync: { path: ./test } }\nremove: [partner/a.example]\npartners: { list: [ { domain: b.example, keepAlive: null } ] }\n"));
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(error => error.ToString())));
    }

    [Theory]
    [InlineData("partner: {}\n")]
    [InlineData("partners: { lst: [] }\n")]
    [InlineData("partners: { list: [ { domain: a.example, keepalive: true } ] }\n")]
    [InlineData("partners: { list: [ { domain: a.example, keepAlive: yes } ] }\n")]
    [InlineData("partners: { list: [ { domain: a.example, negotiation: { tls: required } } ] }\n")]
    [InlineData("gatewaySettings: { keepAliveInterval: 5 }\n")]
    [InlineData("gatewaySettings: { dialbackPassphrase: clear }\n")]
    [InlineData("remove: [partner/a.example]\n")]
    public async Task Schema_WhatTheLoaderRefuses_Fails(string body)
    {
        var text = LoadedFiles.WithHeader(body);
        Assert.Null(LoadedFiles.Load(text).State);
        Assert.NotEmpty((await Schema.Value).Validate(Json(text)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ password: x }")]
    [InlineData("1")]
    public async Task Schema_NeitherTextNorSecret_Fails(string value)
    {
        var text = $"apiVersion: xmppstate/v1\nproviders: {{ a: {{ type: fake, variables: {{ A: {value} }} }} }}\n";
        Assert.Null(LoadedFiles.Load(text).State);
        Assert.NotEmpty((await Schema.Value).Validate(Json(text)));
    }

    [Fact]
    public async Task Schema_UnknownOption_Fails() =>
        Assert.NotEmpty((await Schema.Value).Validate(Json("apiVersion: xmppstate/v1\nproviders: { a: { type: fake, server: b } }\n")));

    [Fact]
    public void KeysAt_Places_GivesOrder()
    {
        var order = new StateFileKeyOrder(TestProviderFactory.Two);

        Assert.Equal(["apiVersion", "kind", "name", "runStore", "gateway", "providers"], order.KeysAt([]).Take(6));
        Assert.Equal(["domain", "provider", "type", "description"], order.KeysAt(["partners", "list", "[]"]).Take(4));
        Assert.Equal(["tls", "sasl", "dialback"], order.KeysAt(["partners", "list", "[]", "negotiation"]));
        Assert.Equal(["target", "port", "priority", "weight"], order.KeysAt(["srvRecords", "list", "[]", "targets", "[]"]));
        Assert.Equal(["type", "path", "secret", "timeout", "zones", "variables", "server"], order.KeysAt(["providers", "lync"]));
        Assert.Equal(["env", "file", "command", "version"], order.KeysAt(["providers", "lync", "variables", "A"]));
        Assert.Empty(order.KeysAt(["providers"]));
        Assert.Empty(order.KeysAt(["nonsense", "[]"]));
    }

    private static string Json(string text) => Node(YamlTree.Parse(text, "test.yaml", YamlLimits.Default, [])!)!.ToJsonString();

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Node(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar scalar => YamlValues.ToValue(scalar) switch
        {
            Values.Value.Flag flag => JsonValue.Create(flag.Content),
            Values.Value.Number number => JsonValue.Create(number.Content),
            Values.Value.Cleared => null,
            _ => JsonValue.Create(scalar.Text),
        },
        _ => null,
    };
}
