using System.Text;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Findings for people: what, where, the line itself, and what to do.</summary>
internal sealed class DiagnosticText(SourceTexts sources, Ink ink)
{
    /// <summary>More would not be read; JSON has all.</summary>
    public const int Most = 200;

    /// <summary>All of them, by file in the order of their first finding.</summary>
    public void Write(StringBuilder text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var groups = diagnostics.Take(Most).GroupBy(diagnostic => diagnostic.Where?.File ?? "", StringComparer.Ordinal);
        foreach (var diagnostic in groups.SelectMany(group => group)) Write(text, diagnostic);
        if (diagnostics.Count > Most) text.Append($"{diagnostics.Count - Most} more findings; --format json has all of them.\n\n");
    }

    public void Write(StringBuilder text, Diagnostic diagnostic)
    {
        text.Append($"{Title(diagnostic)}: {Printable.Of(diagnostic.Summary)}\n");
        var margin = 1;
        if (diagnostic.Where is { } where)
        {
            margin = where.Line.ToString().Length;
            text.Append($"{new string(' ', margin)}{ink.Faint("-->")} {Printable.Of(where.ToString())}\n");
            WriteExcerpt(text, where, margin);
        }

        if (diagnostic.Fix.Length > 0) text.Append($"{new string(' ', margin + 1)}{ink.Hint("fix:")} {Printable.Of(diagnostic.Fix)}\n");
        if (diagnostic.Related is { } related) text.Append($"{new string(' ', margin + 1)}{ink.Faint("see also")} {Printable.Of(related.ToString())}\n");
        text.Append('\n');
    }

    private void WriteExcerpt(StringBuilder text, SourceSpan where, int margin)
    {
        if (Excerpt.Of(sources, where) is not { } excerpt) return;
        text.Append($"{ink.Faint($"{where.Line} |")} {excerpt.Line}\n");
        text.Append($"{new string(' ', margin)} {ink.Faint("|")} {ink.Bad(excerpt.Marks)}\n");
    }

    private string Title(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Severity.Error => ink.Bad($"error[{diagnostic.Code}]"),
        Severity.Warning => ink.Careful($"warning[{diagnostic.Code}]"),
        _ => ink.Hint($"note[{diagnostic.Code}]"),
    };
}
