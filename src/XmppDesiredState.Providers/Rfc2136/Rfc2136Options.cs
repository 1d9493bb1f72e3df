using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Providers.Rfc2136.Tsig;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>The options of a state file.</summary>
internal static class Rfc2136Options
{
    /// <summary>The port of DNS.</summary>
    public const int DefaultPort = 53;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    public static readonly Field<ImmutableArray<string>> Server = new("server", ServersType.Instance, Traits.Required,
        "host:port of the primary, port 53 unless given; in a list the first that takes a connection is used.");

    public static readonly Field<string> KeyName = new("name", new TextType(255), Traits.Required, "The key's name, as on the server.");

    public static readonly Field<TsigAlgorithm> Algorithm = new("algorithm",
        new ChoiceType<TsigAlgorithm>(("hmac-sha256", TsigAlgorithm.HmacSha256), ("hmac-sha384", TsigAlgorithm.HmacSha384), ("hmac-sha512", TsigAlgorithm.HmacSha512)),
        Traits.None, "hmac-sha256 (unless given), hmac-sha384 or hmac-sha512, as on the server.");

    public static readonly Field<Value.Secret> Secret = new("secret", SecretType.Instance, Traits.Required | Traits.Secret, "The Base64 text of the server's key file: a reference.");

    public static readonly Field<ImmutableArray<Value.Map>> Keys = new("keys", new ListType<Value.Map>(new ObjectType("{ name, algorithm, secret }", KeyName, Algorithm, Secret), 16), Traits.Required,
        "TSIG keys; the next one is tried where the server does not know one, or has another secret for it.");

    public static readonly Field<ImmutableArray<string>> Zones = new("zones", new ListType<string>(new TextType(1024)), Traits.Required, "The zones, such as [contoso.com, contoso.de].");

    public static readonly Field<TimeSpan> Timeout = new("timeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)), Traits.None, "Time for a connection, and for each message; 10s unless given.");

    public static ImmutableArray<Field> All { get; } = [Server, Keys, Zones, Timeout, SettleOptions.Field];

    public static bool TryReadServer(string text, out StreamEndpoint? server) => StreamEndpoint.TryParse(text, DefaultPort, out server);

    /// <summary>The name of a zone or a key in canonical form; null when it is none. Wider than host names: <c>_tcp.contoso.com</c> and <c>test</c> are names too.</summary>
    public static string? NameOf(string written)
    {
        if (DomainName.TryNormalize(written, out var name) is null) return name;
        var plain = written.EndsWith('.') ? written[..^1].ToLowerInvariant() : written.ToLowerInvariant();
        if (plain.Length is 0 or > 253 || plain.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))) return null;
        return plain.Split('.').All(label => label.Length is > 0 and <= 63) ? plain : null;
    }

    public static ImmutableArray<T> Get<T>(ImmutableSortedDictionary<string, Value> options, Field<ImmutableArray<T>> option) =>
        options.TryGetValue(option.Name, out var raw) && raw is not Value.Cleared && option.Type.TryRead(raw, out ImmutableArray<T> value, out _) ? value : [];

    public static string TextOf(Value.Map map, Field<string> field) => map.Items.GetValueOrDefault(field.Name) is Value.Text text ? text.Content : "";

    public static TsigAlgorithm AlgorithmOf(Value.Map map) =>
        map.Items.TryGetValue(Algorithm.Name, out var raw) && Algorithm.Type.TryRead(raw, out TsigAlgorithm algorithm, out _) ? algorithm : TsigAlgorithm.HmacSha256;
}
