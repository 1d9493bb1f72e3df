using System.Buffers;
using System.Globalization;
using System.Text;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>
/// Names of a master file in one form: absolute, without the trailing dot, lower case; a byte that is no letter, digit, hyphen, underscore
/// or asterisk is <c>\DDD</c>. The root is empty. Read back as an absolute name, the form means the same.
/// </summary>
internal static class ZoneName
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_*"u8);
    private static readonly SearchValues<byte> Simple = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*."u8);

    /// <summary>Null when the token is no name: an empty label, one of more than 63 octets, more than 255 in all (RFC 1035 §2.3.4).</summary>
    public static string? Resolve(ReadOnlySpan<byte> token, string origin)
    {
        if (token is [(byte)'@']) return origin;
        if (token is [(byte)'.']) return "";
        if (token.IsEmpty) return null;
        return token.ContainsAnyExcept(Simple) ? ResolveEscaped(token, origin) : ResolveSimple(token, origin);
    }

    // Almost every name: no character to escape, so each octet is one character.
    private static string? ResolveSimple(ReadOnlySpan<byte> token, string origin)
    {
        var absolute = token[^1] == '.';
        if (absolute) token = token[..^1];
        if (token.Length > 253) return null;
        foreach (var label in token.Split((byte)'.'))
            if (label.End.Value - label.Start.Value is 0 or > 63) return null;
        if (absolute) origin = "";
        else if (origin.Length > 0 && Octets(origin) + token.Length + 2 > 255) return null;
        return string.Create(origin.Length == 0 ? token.Length : token.Length + 1 + origin.Length, new Parts(token, origin), static (name, parts) =>
        {
            Ascii.ToLower(parts.Relative, name, out var length);
            if (length == name.Length) return;
            name[length] = '.';
            parts.Origin.CopyTo(name[(length + 1)..]);
        });
    }

    private static string? ResolveEscaped(ReadOnlySpan<byte> token, string origin)
    {
        var name = new StringBuilder(token.Length + origin.Length + 1);
        int label = 0, total = 1, at = 0;
        var absolute = false;
        while (at < token.Length)
        {
            if (token[at] == '.')
            {
                if (label == 0) return null;
                (label, total) = (0, total + 1);
                absolute = ++at == token.Length;
                if (!absolute) name.Append('.');
                continue;
            }

            if (!TryReadByte(token, ref at, out var octet) || ++label > 63 || ++total > 254) return null;
            Append(name, octet);
        }

        if (absolute || origin.Length == 0) return name.ToString();
        name.Append('.').Append(origin);
        return Octets(origin) + total + 1 > 255 ? null : name.ToString();
    }

    /// <summary>A name in wire form without compression (RFC 1035 §3.1), as RFC 3597 data carries it.</summary>
    public static string? FromWire(ReadOnlySpan<byte> wire)
    {
        var name = new StringBuilder();
        while (!wire.IsEmpty && wire[0] is > 0 and <= 63 && wire.Length > wire[0])
        {
            if (name.Length > 0) name.Append('.');
            foreach (var octet in wire.Slice(1, wire[0])) Append(name, octet);
            wire = wire[(wire[0] + 1)..];
        }

        return wire is [0] ? name.ToString() : null;
    }

    /// <summary>Whether <paramref name="name"/> is the zone's apex or below it.</summary>
    public static bool IsWithin(string name, string zone) =>
        zone.Length == 0 || name == zone || (name.Length > zone.Length && name[^(zone.Length + 1)] == '.' && name.EndsWith(zone, StringComparison.Ordinal));

    private static int Octets(string name)
    {
        var count = 0;
        for (var at = 0; at < name.Length; at += name[at] == '\\' ? 4 : 1) count++;
        return count + 1;
    }

    private static bool TryReadByte(ReadOnlySpan<byte> token, ref int at, out byte octet)
    {
        octet = token[at++];
        if (octet != '\\') return true;
        if (at >= token.Length) return false;
        octet = token[at];
        if (!char.IsAsciiDigit((char)octet))
        {
            at++;
            return true;
        }

        if (at + 3 > token.Length || !byte.TryParse(token.Slice(at, 3), NumberStyles.None, CultureInfo.InvariantCulture, out octet)) return false;
        at += 3;
        return true;
    }

    private static void Append(StringBuilder name, byte octet)
    {
        if (octet is >= (byte)'A' and <= (byte)'Z') octet |= 0x20;
        if (Plain.Contains(octet)) name.Append((char)octet);
        else name.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
    }

    private readonly ref struct Parts(ReadOnlySpan<byte> relative, string origin)
    {
        public ReadOnlySpan<byte> Relative { get; } = relative;

        public string Origin { get; } = origin;
    }
}
