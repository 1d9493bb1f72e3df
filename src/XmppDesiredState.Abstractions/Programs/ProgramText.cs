using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace XmppDesiredState.Programs;

/// <summary>What programs print, made fit to be shown.</summary>
public static class ProgramText
{
    private const int ShortestLine = 6;

    /// <summary>UTF-8; what is none becomes the replacement character instead of an error.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Every known secret as <c>(secret)</c>, also each line of one that has several.</summary>
    public static string Hide(string text, ImmutableArray<string> secrets)
    {
        if (secrets.IsDefaultOrEmpty || text.Length == 0) return text;
        var parts = secrets.Concat(secrets.SelectMany(secret => secret.Split('\n', '\r').Where(line => line.Length >= ShortestLine)))
            .Where(part => !string.IsNullOrWhiteSpace(part)).Distinct(StringComparer.Ordinal);
        // The longest first: a secret may be a part of another.
        foreach (var part in parts.OrderByDescending(part => part.Length).ThenBy(part => part, StringComparer.Ordinal)) text = text.Replace(part, "(secret)", StringComparison.Ordinal);
        return text;
    }

    /// <summary>The lines with every private key in PEM as <c>(secret)</c>, also one whose beginning or end is missing.</summary>
    public static IEnumerable<string> WithoutKeys(IReadOnlyCollection<string> lines)
    {
        var boundary = lines.FirstOrDefault(IsKeyBoundary);
        var isInside = boundary?.Contains("-----END", StringComparison.Ordinal) ?? false;
        foreach (var line in lines)
        {
            var isBoundary = IsKeyBoundary(line);
            if (isBoundary) isInside = line.Contains("-----BEGIN", StringComparison.Ordinal);
            if (isBoundary && !isInside) yield return "(secret)";
            else if (!isInside) yield return line;
        }

        if (isInside) yield return "(secret)";
    }

    /// <summary>One line without what would move a cursor, colour a terminal or turn the reading direction.</summary>
    public static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        for (var index = 0; index < line.Length; index++)
        {
            var c = line[index];
            if (c == '\u001b') index = EndOfSequence(line, index);
            else if (c == '\t') clean.Append(' ');
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)) clean.Append(c);
        }

        return clean.ToString().Trim();
    }

    private static bool IsKeyBoundary(string line) => line.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    // ECMA-48: ESC [, parameters and intermediates (0x20 to 0x3f), one final byte.
    private static int EndOfSequence(string line, int start)
    {
        if (start + 1 >= line.Length || line[start + 1] != '[') return start;
        var end = start + 2;
        while (end < line.Length && line[end] is >= ' ' and <= '?') end++;
        return Math.Min(end, line.Length - 1);
    }
}
