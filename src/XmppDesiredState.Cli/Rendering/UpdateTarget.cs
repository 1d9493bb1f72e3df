using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Desired;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Where a provider's updates go, as its options say: the words <c>server</c> and <c>zones</c> mean the same for every type that has them.</summary>
/// <param name="Server">Host and port for nsupdate; null: nsupdate asks DNS for the zone's primary.</param>
/// <param name="Zones">Without trailing dot.</param>
internal sealed record UpdateTarget(string? Server, ImmutableArray<string> Zones)
{
    public static readonly UpdateTarget Unknown = new(null, []);

    public static UpdateTarget Of(ProviderDeclaration declaration) => new(
        declaration.Options.GetValueOrDefault("server") switch
        {
            Value.Text server => ServerOf(server.Content),
            // Of several, nsupdate knows but one.
            Value.List { Items: [Value.Text first, ..] } => ServerOf(first.Content),
            _ => null,
        },
        declaration.Options.GetValueOrDefault("zones") switch
        {
            Value.Map map => [.. map.Items.Keys.Select(Normal)],
            Value.List list => [.. list.Items.OfType<Value.Text>().Select(zone => Normal(zone.Content))],
            _ => [],
        });

    /// <summary>The longest zone that the name is in; null when it is in none that is known.</summary>
    public string? ZoneOf(string name) => new NearestZone(Zones).Of(name);

    // host, host:port, [IPv6]:port or IPv6. Anything else could be another command, and is not written.
    private static string? ServerOf(string written)
    {
        if (!written.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '[' or ']')) return null;
        var close = written.IndexOf(']', StringComparison.Ordinal);
        var colon = close >= 0 || written.Count(c => c == ':') == 1 ? written.IndexOf(':', Math.Max(close, 0)) : -1;
        var host = (colon < 0 ? written : written[..colon]).Trim('[', ']');
        if (host.Length == 0 || host.AsSpan().ContainsAny('[', ']')) return null;
        if (colon < 0) return host;
        return ushort.TryParse(written[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? string.Create(CultureInfo.InvariantCulture, $"{host} {port}") : null;
    }

    private static string Normal(string zone) => DomainName.TryNormalize(zone, out var name) is null ? name! : zone.TrimEnd('.').ToLowerInvariant();
}
