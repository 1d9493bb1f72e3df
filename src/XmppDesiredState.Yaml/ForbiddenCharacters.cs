using System.Buffers;

namespace XmppDesiredState.Yaml;

/// <summary>
/// Characters that make a text look different from what it is, or that no back end can be sent: controls, bidirectional marks
/// (Unicode TR 36 §2.9), byte order marks and non-characters (Unicode §23.7).
/// </summary>
internal static class ForbiddenCharacters
{
    private static readonly SearchValues<char> InContent = SearchValues.Create(Candidates().ToArray());

    // A line to some editors and none to others, so positions and comments would mean different things.
    private static readonly SearchValues<char> InFile = SearchValues.Create([.. Candidates(), '\u2028', '\u2029']);

    /// <summary>Place of the first forbidden character of a scalar's content, or -1.</summary>
    public static int InScalar(ReadOnlySpan<char> content) => Find(content, InContent);

    /// <summary>Place of the first forbidden character of a file's text, or -1.</summary>
    public static int InText(ReadOnlySpan<char> text) => Find(text, InFile);

    /// <summary>What it is, for a message: <c>U+202E (a bidirectional mark)</c>.</summary>
    public static string Describe(ReadOnlySpan<char> from)
    {
        var point = char.IsHighSurrogate(from[0]) && from.Length > 1 && char.IsLowSurrogate(from[1]) ? char.ConvertToUtf32(from[0], from[1]) : from[0];
        var what = point switch
        {
            0 => "NUL",
            < 0x20 or (>= 0x7f and < 0xa0) => "a control character",
            0x061c or 0x200e or 0x200f or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) => "a bidirectional mark",
            0x2028 or 0x2029 => "a line separator",
            0xfeff => "a byte order mark",
            >= 0xd800 and <= 0xdfff => "half of a surrogate pair",
            _ => "a non-character",
        };
        return $"U+{point:X4} ({what})";
    }

    private static int Find(ReadOnlySpan<char> text, SearchValues<char> candidates)
    {
        var from = 0;
        while (text[from..].IndexOfAny(candidates) is >= 0 and var offset)
        {
            var at = from + offset;
            if (!char.IsSurrogate(text[at])) return at;
            var isPair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            if (!isPair || (char.ConvertToUtf32(text[at], text[at + 1]) & 0xfffe) == 0xfffe) return at;
            from = at + 2;
        }

        return -1;
    }

    // Surrogates are candidates: alone they mean nothing, and a pair can be a non-character.
    private static IEnumerable<char> Candidates()
    {
        for (var point = 0; point <= 0xffff; point++)
        {
            var c = (char)point;
            if ((char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c == '\ufeff' || IsBidirectional(c)
                || c is (>= '\ufdd0' and <= '\ufdef') or '\ufffe' or '\uffff')
            {
                yield return c;
            }
        }
    }

    private static bool IsBidirectional(char c) =>
        c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
