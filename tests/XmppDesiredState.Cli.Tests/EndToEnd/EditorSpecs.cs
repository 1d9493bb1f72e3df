namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>What an editor with the YAML language server makes of our schema: what it offers, what it explains, what it marks.</summary>
public sealed class EditorSpecs(EditorSession editor) : IClassFixture<EditorSession>
{
    private const string Partner = "partners:\n  list:\n    - domain: a.example\n      ", Zones = "providers:\n  dns:\n    type: zone-file\n    ";
    private static readonly string Quickstart = File.ReadAllText(Path.Combine(Repository.Examples, "quickstart", "desired.yaml")) + "¦";

    // ¦ is where the cursor stands.
    public static TheoryData<string, string, string> Offers => new()
    {
        { "name: x\n¦", "partners", "The domains of others that we federate with." },
        { "name: x\n¦", "gateway", "Our side." },
        { "partners:\n  ¦", "defaults", "Attributes that every entry has unless it says otherwise." },
        { Partner + "¦", "keepAlive", "Whether the partner must send keep-alives" },
        { Partner + "negotiation: ¦", "sasl-over-tls", "TLS Required, SASL Required, dialback off." },
        { Partner + "negotiation:\n        ¦", "sasl", "Whether certificates prove identity" },
        { Partner + "type: ¦", "PublicVerified", "" },
        { "providers:\n  dns:\n    type: ¦", "zone-file", "" },
        { Zones + "¦", "zones", "The master file of each zone" },
        { "providers:\n  gateway:\n    type: local\n    ¦", "path", "" },
        { "gatewaySettings:\n  ¦", "dialbackPassphrase", "" },
        { "kind: ¦", "overlay", "" },
        { "kind: connections\n¦", "providers", "Provider instances by name." },
    };

    public static TheoryData<string, string> Meanings => new()
    {
        { "part¦ners:\n  list: []", "The domains of others that we federate with." },
        { Partner + "keep¦Alive: true", "Whether the partner must send keep-alives" },
        { Partner + "nego¦tiation: { tls: Required, sasl: Optional, dialback: true }", "TLS, SASL and dialback: a preset's name or all three settings." },
        { Partner + "nego¦tiation: tls-dialback", "TLS Required, SASL NotSupported, dialback on." },
        { "providers:\n  dns:\n    type: zone-file\n    zon¦es: {}", "The master file of each zone" },
    };

    // Lines count from 0, without the two that stand before.
    public static TheoryData<string, int, int, string> Mistakes => new()
    {
        { Partner + "keepAliv: true", 3, 6, "keepAliv" },
        { Partner + "keepAlive: often", 3, 17, "boolean" },
        { Partner + "type: Public", 3, 12, "PublicVerified" },
        { Partner + "negotiation: sasl", 3, 19, "sasl-over-tls" },
        { "partners:\n  list:\n    - keepAlive: true", 2, 6, "domain" },
        { "gatewaySettings:\n  keepAliveInterval: 5", 1, 21, "string" },
        { "gatewaySettings:\n  dialbackPassphrase: in clear", 1, 22, "object" },
        { "providers:\n  dns: { type: zonefile }", 1, 15, "zone-file" },
        { "partner: {}", 0, 0, "partner" },
        { "kind: connections\nproviders: {}\npartners: {}", 2, 0, "partners" },
    };

    internal static IEnumerable<(string Text, string Ask)> Cases =>
    [
        .. Offers.Select(row => (row.Data.Item1, "completion")), .. Meanings.Select(row => (row.Data.Item1, "hover")), .. Mistakes.Select(row => (Marked(row.Data.Item1), "completion")), (Quickstart, "completion"),
    ];

    [Theory]
    [MemberData(nameof(Offers))]
    public void I_am_offered_what_can_stand_there(string text, string label, string documentation)
    {
        var offered = editor.Of(text, "completion").Answer.EnumerateArray().ToDictionary(item => item.GetProperty("label").GetString()!, item => item.GetProperty("documentation").GetString()!);

        Assert.True(offered.TryGetValue(label, out var said), $"Offered: {string.Join(", ", offered.Keys)}");
        Assert.Contains(documentation, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_is_offered_the_options_of_its_type_and_no_others()
    {
        var offered = editor.Of(Zones + "¦", "completion").Answer.EnumerateArray().Select(item => item.GetProperty("label").GetString()).ToList();

        Assert.Equal(["check", "zones"], offered.Order());
    }

    [Theory]
    [MemberData(nameof(Meanings))]
    public void I_am_told_what_a_key_means(string text, string said) => Assert.Contains(said, editor.Of(text, "hover").Answer.GetString(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void I_see_a_mistake_where_it_stands(string text, int line, int character, string said)
    {
        var found = editor.Of(Marked(text), "completion").Diagnostics;

        // Behind the line of the schema and the header.
        Assert.True(found.Exists(finding => finding.GetProperty("line").GetInt32() == line + 2 && finding.GetProperty("character").GetInt32() == character
            && finding.GetProperty("message").GetString()!.Contains(said, StringComparison.Ordinal)), string.Join("\n", found));
    }

    [Fact]
    public void I_see_nothing_marked_in_an_example() => Assert.Empty(editor.Of(Quickstart, "completion").Diagnostics);

    private static string Marked(string text) => $"apiVersion: xmppstate/v1\n{text}¦";
}
