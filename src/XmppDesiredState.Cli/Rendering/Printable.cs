using System.Globalization;
using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>
/// Text of files and servers as it may be shown: whatever could move the cursor, colour the screen, hide or reorder characters is
/// written as <c>\u{…}</c>.
/// </summary>
internal static class Printable
{
    public static string Of(string text)
    {
        var first = FirstHostile(text);
        if (first < 0) return text;
        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (IsHostile(rune)) shown.Append($"\\u{{{rune.Value:x}}}");
            else shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>On one line and not longer than <paramref name="most"/> characters.</summary>
    public static string Short(string text, int most = 400) =>
        Of(text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…"));

    public static bool IsHostile(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static int FirstHostile(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and <= '~') continue;
            if (!Rune.TryGetRuneAt(text, i, out var rune) || IsHostile(rune)) return i;
            i += rune.Utf16SequenceLength - 1;
        }

        return -1;
    }
}
