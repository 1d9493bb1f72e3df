using System.Globalization;
using System.Text;

namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>Text in CLIXML ([MS-PSRP] 2.2.5.3.2): what XML cannot carry stands as <c>_xHHHH_</c>, a UTF-16 unit each.</summary>
public static class ClixmlText
{
    /// <summary>Why PowerShell could not send this text back, as the end of a sentence; null when it could.</summary>
    /// <remarks>Its serialiser fails on U+FFFE and U+FFFF, which no text contains for a reason: they are refused before they are stored there.</remarks>
    public static string? Problem(string text) => text.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') is >= 0 and var at
        ? $"holds U+{(int)text[at]:X4} at position {at}, which is no character and which PowerShell cannot serialise" : null;

    /// <summary>The text as it stands in an element or a name.</summary>
    public static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            var next = index + 1 < text.Length ? text[index + 1] : '\0';
            if (c is not (< ' ' or (>= '\u007F' and <= '\u009F') or >= '\uFFFE') && !char.IsSurrogate(c) && (c != '_' || next is not ('x' or 'X')))
            {
                escaped?.Append(c);
                continue;
            }

            escaped ??= new StringBuilder(text, 0, index, text.Length + 64);
            escaped.Append("_x").Append(((int)c).ToString("X4")).Append('_');
        }

        return escaped?.ToString() ?? text;
    }

    /// <summary>The text that was meant. What only resembles an escape stays as it is.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.OrdinalIgnoreCase)) return text;
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '_' && index + 6 < text.Length && text[index + 1] is 'x' or 'X' && text[index + 6] == '_'
                && ushort.TryParse(text.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                index += 6;
            }
            else
            {
                plain.Append(text[index]);
            }
        }

        return plain.ToString();
    }
}
