using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>BIND's <c>$GENERATE start-stop[/step] owner [ttl] [class] type "data"</c>: the numbers and what becomes of <c>$</c>.</summary>
internal sealed record ZoneGenerate(long First, long Last, long Step)
{
    /// <summary>More records than this from $GENERATE are no SRV records anybody means.</summary>
    public const int Limit = 65_536;

    public long Count => Last < First ? 0 : ((Last - First) / Step) + 1;

    public static bool TryParse(ReadOnlySpan<byte> range, [NotNullWhen(true)] out ZoneGenerate? generate)
    {
        generate = null;
        var text = Encoding.Latin1.GetString(range);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var span = slash < 0 ? text : text[..slash];
        var dash = span.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TryNumber(span.AsSpan(0, dash), out var first) || !TryNumber(span.AsSpan(dash + 1), out var last)) return false;
        var step = 1L;
        if (slash >= 0 && (!TryNumber(text.AsSpan(slash + 1), out step) || step == 0)) return false;
        generate = new ZoneGenerate(first, last, step);
        return first <= last;
    }

    /// <summary>The pattern for one number; null when the pattern is malformed.</summary>
    public static byte[]? Expand(ReadOnlySpan<byte> pattern, long number)
    {
        var result = new List<byte>(pattern.Length + 8);
        for (var at = 0; at < pattern.Length; at++)
        {
            var c = pattern[at];
            if (c == '\\' && at + 1 < pattern.Length)
            {
                if (pattern[at + 1] != '$') result.Add(c);
                result.Add(pattern[++at]);
            }
            else if (c != '$')
            {
                result.Add(c);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '$')
            {
                result.Add(pattern[at++]);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '{')
            {
                var close = pattern[at..].IndexOf((byte)'}');
                var shown = close < 0 ? null : Format(Encoding.Latin1.GetString(pattern.Slice(at + 2, close - 2)), number);
                if (shown is null) return null;
                result.AddRange(Encoding.Latin1.GetBytes(shown));
                at += close;
            }
            else
            {
                result.AddRange(Encoding.Latin1.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return [.. result];
    }

    // offset[,width[,base]], base one of d o x X n N.
    private static string? Format(string modifiers, long number)
    {
        var parts = modifiers.Split(',');
        if (parts.Length > 3 || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)) return null;
        var width = 0;
        if (parts.Length > 1 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width > 255)) return null;
        var value = number + offset;
        if (value < 0) return null;
        return (parts.Length < 3 ? "d" : parts[2]) switch
        {
            "d" => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'),
            "o" => Convert.ToString(value, 8).PadLeft(width, '0'),
            "x" => value.ToString("x", CultureInfo.InvariantCulture).PadLeft(width, '0'),
            "X" => value.ToString("X", CultureInfo.InvariantCulture).PadLeft(width, '0'),
            "n" => Nibbles(value, width, "x"),
            "N" => Nibbles(value, width, "X"),
            _ => null,
        };
    }

    // Reversed hexadecimal digits with dots between; the width counts digits and dots.
    private static string Nibbles(long value, int width, string format)
    {
        var digits = value.ToString(format, CultureInfo.InvariantCulture).PadLeft((width + 1) / 2, '0');
        return string.Join('.', digits.Reverse());
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= uint.MaxValue;
}
