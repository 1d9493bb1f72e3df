using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace XmppDesiredState.Yaml;

/// <summary>
/// Writes a file in canonical form: LF, no blanks at line ends, keys of block maps in a given order, one blank line between sections.
/// Whole lines move; nothing inside a line changes, so comments, quotes, flow collections and block scalars stay as their author wrote them.
/// </summary>
public static class YamlFormatter
{
    /// <summary>The canonical form, or the text as it was and why.</summary>
    /// <param name="file">The path that spans use.</param>
    /// <param name="keysAt">Keys of the map at a path, in order; a path holds keys, and <c>[]</c> for the items of a list. Other keys follow in their own order.</param>
    public static FormatResult Format(string text, string file, Func<ImmutableArray<string>, ImmutableArray<string>> keysAt)
    {
        // What YamlSource refuses, a line separator among it, would shift the positions that lines are moved by.
        if (ForbiddenCharacters.InText(text) is >= 0 and var at)
            return new FormatResult(text, [YamlDiagnostics.ForbiddenCharacter.At(TextPlace.Start.After(text.AsSpan(0, at)).Span(file, 1), $"The character {ForbiddenCharacters.Describe(text.AsSpan(at))} stands here.", "Remove it.")]);

        var findings = new List<Diagnostic>();
        var lines = new YamlLines(text);
        var normal = lines.Joined;
        var root = YamlTree.Parse(normal, file, YamlLimits.Default, findings);
        if (root is null || findings.Count > 0) return new FormatResult(text, [.. findings]);

        var formatted = new LineOrder(lines, keysAt).Write(root);
        return IsSame(root, normal, formatted, file) && IsStable(formatted, file, keysAt) ? new FormatResult(formatted, []) : new FormatResult(text, [YamlDiagnostics.NotFormatted.At(root.Span,
            "The canonical form of this file would not say the same, so the file stays as it is.", "Write the unusual part in a simpler way, such as a block text without |+.")]);
    }

    // A canonical form is its own canonical form; where a strange text makes it another, the file is better left alone.
    private static bool IsStable(string formatted, string file, Func<ImmutableArray<string>, ImmutableArray<string>> keysAt)
    {
        var lines = new YamlLines(formatted);
        return YamlTree.Parse(lines.Joined, file, YamlLimits.Default, new List<Diagnostic>()) is { } root && new LineOrder(lines, keysAt).Write(root) == formatted;
    }

    // What the lines are is told by positions alone; whether they still say the same is asked of the parser.
    private static bool IsSame(YamlNode root, string before, string after, string file)
    {
        var findings = new List<Diagnostic>();
        return YamlTree.Parse(after, file, YamlLimits.Default, findings) is { } read && findings.Count == 0
            && YamlValues.ToValue(root).Equals(YamlValues.ToValue(read))
            && Comments(before) is { } comments && Comments(after) is { } kept && comments.SequenceEqual(kept, StringComparer.Ordinal);
    }

    private static List<string>? Comments(string text)
    {
        var comments = new List<string>();
        try
        {
            var scanner = new Scanner(new StringReader(text), skipComments: false);
            while (scanner.MoveNext())
            {
                if (scanner.Current is Comment comment) comments.Add(comment.Value.TrimEnd());
            }
        }
        catch (YamlException)
        {
            return null;
        }

        comments.Sort(StringComparer.Ordinal);
        return comments;
    }
}
