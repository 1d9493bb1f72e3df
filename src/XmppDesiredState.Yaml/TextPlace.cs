using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Yaml;

/// <summary>A line and a column of a text, both from 1; columns in UTF-16 units. Lines end in LF, CR LF or CR.</summary>
internal readonly record struct TextPlace(int Line, int Column, bool AfterReturn)
{
    public static readonly TextPlace Start = new(1, 1, AfterReturn: false);

    /// <summary>The place behind a piece of text that begins here.</summary>
    public TextPlace After(ReadOnlySpan<char> text)
    {
        var (line, column, afterReturn) = this;
        while (text.IndexOfAny('\r', '\n') is >= 0 and var end)
        {
            // The LF of a CR LF ends no second line.
            if (text[end] == '\r' || end > 0 || !afterReturn) line++;
            (column, afterReturn) = (1, text[end] == '\r');
            text = text[(end + 1)..];
        }

        return text.IsEmpty ? new TextPlace(line, column, afterReturn) : new TextPlace(line, column + text.Length, AfterReturn: false);
    }

    public SourceSpan Span(string file, int length) => new(file, Line, Column, Line, Column + length);
}
