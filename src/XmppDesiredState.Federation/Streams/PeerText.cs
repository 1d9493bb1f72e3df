namespace XmppDesiredState.Federation.Streams;

/// <summary>What a stranger wrote, fit to be shown: one line, no control or direction characters, short.</summary>
internal static class PeerText
{
    private const int Longest = 200;

    public static string Show(string text)
    {
        var shown = string.Create(Math.Min(text.Length, Longest), text, static (buffer, whole) =>
        {
            for (var i = 0; i < buffer.Length; i++) buffer[i] = IsHarmless(whole[i]) ? whole[i] : ' ';
        }).Trim();
        return text.Length > Longest ? shown + "..." : shown;
    }

    // Format characters turn the direction of a line around; half a surrogate pair cannot be encoded.
    private static bool IsHarmless(char c) => char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned);
}
