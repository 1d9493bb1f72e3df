using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Blots out what may be a secret from the texts that excerpts are cut from. Line breaks stay, so places stay right.</summary>
internal static class SourceMask
{
    public static void Hide(IDictionary<string, string> texts, IEnumerable<SourceSpan> places)
    {
        foreach (var file in places.GroupBy(place => place.File, StringComparer.Ordinal))
        {
            if (!texts.TryGetValue(file.Key, out var text)) continue;
            var masked = text.ToCharArray();
            foreach (var place in file) Hide(masked, place);
            texts[file.Key] = new string(masked);
        }
    }

    private static void Hide(char[] text, SourceSpan place)
    {
        int line = 1, column = 1;
        for (var i = 0; i < text.Length && (line, column).CompareTo((place.EndLine, place.EndColumn)) < 0; i++)
        {
            var isBreak = text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n'));
            if ((line, column).CompareTo((place.Line, place.Column)) >= 0 && text[i] is not ('\n' or '\r')) text[i] = '*';
            (line, column) = isBreak ? (line + 1, 1) : (line, column + 1);
        }
    }
}
