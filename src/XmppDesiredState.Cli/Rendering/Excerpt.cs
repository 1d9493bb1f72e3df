using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A line of a source file with the place marked below it.</summary>
/// <param name="Line">As it may be shown: tabs as spaces, cut to a window around the place when long.</param>
/// <param name="Marks">Carets below the place.</param>
internal sealed record Excerpt(string Line, string Marks)
{
    private const int Before = 50;
    private const int Window = 110;

    public static Excerpt? Of(SourceTexts sources, SourceSpan span)
    {
        if (sources.Line(span.File, span.Line) is not { } line) return null;
        var start = Math.Clamp(span.Column - 1, 0, line.Length);
        var end = span.EndLine > span.Line ? line.Length : Math.Clamp(span.EndColumn - 1, start, line.Length);
        var from = line.Length <= Window ? 0 : Math.Clamp(start - Before, 0, line.Length - Window);
        var to = Math.Min(line.Length, from + Window);
        (from, to) = (WithoutHalf(line, from), WithoutHalf(line, to));
        end = Math.Min(end, to);

        var lead = (from > 0 ? "…" : "") + Show(line[from..Math.Max(from, start)]);
        var marked = Show(line[Math.Max(from, start)..Math.Max(start, end)]);
        var rest = Show(line[Math.Max(start, end)..to]) + (to < line.Length ? "…" : "");
        return new Excerpt((lead + marked + rest).TrimEnd(), new string(' ', Cells.Width(lead)) + new string('^', Math.Max(1, Cells.Width(marked))));
    }

    // Never between the two halves of a surrogate pair.
    private static int WithoutHalf(string line, int index) => index > 0 && index < line.Length && char.IsLowSurrogate(line[index]) ? index - 1 : index;

    private static string Show(string text) => Printable.Of(text.Replace("\t", "    ", StringComparison.Ordinal));
}
