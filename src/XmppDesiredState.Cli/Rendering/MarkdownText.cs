using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Text inside Markdown as GitHub reads it: nothing of a file or server becomes markup, a link, a mention or HTML.</summary>
internal static class MarkdownText
{
    /// <summary>For running text and table cells, on one line.</summary>
    public static string Inline(string text)
    {
        var shown = Printable.Of(text);
        var escaped = new StringBuilder(shown.Length + 8);
        foreach (var c in shown)
        {
            if (c is '<') escaped.Append("&lt;");
            else if (c is '>') escaped.Append("&gt;");
            else if (c is '&') escaped.Append("&amp;");
            // A zero-width space would hide in copied text; the entity ends the mention or reference and stays visible as itself.
            else if (c is '@') escaped.Append("&#64;");
            else if (c is '#') escaped.Append("&#35;");
            else if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '|' or '~' or '!' or '$') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A code span, whatever backticks the text holds (CommonMark 0.31 §6.1).</summary>
    public static string Code(string text) => Code(text, inTable: false);

    /// <inheritdoc cref="Code(string)" />
    /// <param name="inTable">A bar would end the cell even inside a code span (GitHub Flavored Markdown, tables).</param>
    public static string Code(string text, bool inTable)
    {
        var shown = Printable.Of(text);
        if (inTable) shown = shown.Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(shown) + 1);
        var pad = shown.Length == 0 || shown[0] == '`' || shown[^1] == '`' ? " " : "";
        return fence + pad + shown + pad + fence;
    }

    /// <summary>Inside an element of HTML.</summary>
    public static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("@", "&#64;", StringComparison.Ordinal);

    /// <summary>A fenced block that no line of its content can close.</summary>
    public static string Fence(string language, string content)
    {
        var fence = new string('`', Math.Max(3, LongestRun(content) + 1));
        return $"{fence}{language}\n{content.TrimEnd('\n')}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
